import type { TokenScope } from '@paretoboard/contract/account.js';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A token without itself: only its SHA-256 is kept. */
@Entity('tokens')
export class TokenEntity {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column({ type: 'uuid' })
  person!: string;

  /** What it is for, in its owner's words. */
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'char', length: 64, unique: true })
  hash!: string;

  @Column({ type: 'text', array: true })
  scopes!: TokenScope[];

  /** Of somebody who signed in by the site. */
  @Column({ type: 'boolean', name: 'is_session', default: false })
  isSession!: boolean;

  @Column({ type: 'timestamptz', precision: 3, name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'expires_at', nullable: true })
  expiresAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
