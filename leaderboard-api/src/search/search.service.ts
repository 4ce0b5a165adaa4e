import { Injectable } from '@nestjs/common';
import type { SearchHit, SearchKind } from '@paretoboard/contract/search.js';
import { DataSource } from 'typeorm';
import { Anonymity } from '../anonymity/anonymity.js';
import { PapersService } from '../papers/papers.service.js';
import { TasksService } from '../tasks/tasks.service.js';
import { type RegistryEntry, registryEntries } from './registry-entries.js';
import { searchTerms } from './search-terms.js';

/** Below this mean likeness of its words an entry is no hit: found by trying misspelt names. */
const leastScore = 0.35;

/**
 * Entries of the registry, methods and submitters with records, each scored by the mean over the query's words: 1 where a word of the title begins
 * with it, 0.9 where another word does, else 0.8 of pg_trgm's likeness to the nearest words. Of tasks that are anonymous ($6), nothing that people sent.
 */
const query = `
with registry as (
  select kind, id, task, title, detail, words, null::text as record
  from jsonb_to_recordset($1::jsonb) as entry(kind text, id text, task text, title text, detail text, words text)
),
holders as (select id, name from people union all select id, name from teams),
told as (select * from records where owner is null or task <> all ($6::text[])),
methods as (
  select distinct on (told.task, told.submission)
    'method' as kind, told.submission as id, told.task, told.title, null as detail,
    concat_ws(' ', told.title, told.submission, array_to_string(told.authors, ' '), holders.name) as words,
    told.digest::text as record
  from told left join holders on holders.id = coalesce(told.team, told.owner)
  order by told.task, told.submission, told.finished_at desc
),
submitters as (
  select 'submitter' as kind, holders.name as id, null as task, holders.name as title,
    count(*) || case count(*) when 1 then ' record' else ' records' end as detail, holders.name as words, null as record
  from holders join told on coalesce(told.team, told.owner) = holders.id
  group by holders.name
),
entries as (
  select distinct on (kind, id, task) * from (
    select * from methods union all select * from submitters union all select * from registry
  ) as found order by kind, id, task, record nulls last
),
scored as (
  select entries.*, (
    select avg(case
      when lower(title) ~ ('\\m' || term) then 1
      when lower(words) ~ ('\\m' || term) then 0.9
      when length(term) < 3 then 0
      else 0.8 * word_similarity(term, lower(words))
    end)
    from unnest($2::text[]) as term
  )::float8 as score
  from entries
)
select kind, id, task, title, detail, record, score from scored
where score >= $3 and ($4::text is null or kind = $4)
order by score desc, array_position(array['task', 'paper', 'method', 'submitter'], kind), length(title), title, task
limit $5`;

@Injectable()
export class SearchService {
  private registry: Promise<readonly RegistryEntry[]> | null = null;

  constructor(
    private readonly database: DataSource,
    private readonly tasks: TasksService,
    private readonly papers: PapersService,
  ) {}

  /** The best first; nothing for a query without letters and digits. */
  async find(text: string, kind: SearchKind | null, limit: number): Promise<SearchHit[]> {
    const terms = searchTerms(text);
    if (terms.length === 0) return [];
    this.registry ??= this.tasks.all().then((tasks) => registryEntries(tasks, this.papers.all()));
    const entries = await this.registry;
    const titles = new Map(entries.flatMap(({ kind, id, title }) => (kind === 'task' ? [[id, title]] : [])));
    const anonymity = await Anonymity.now(this.database.manager);
    const hits = await this.database.query<SearchHit[]>(query, [
      JSON.stringify(entries),
      terms,
      leastScore,
      kind,
      limit,
      anonymity.tasks,
    ]);
    return hits.map((hit) => ({ ...hit, detail: hit.detail ?? titles.get(hit.task ?? '') ?? '' }));
  }
}
