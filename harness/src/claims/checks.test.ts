import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditPaper } from './audit-paper.js';
import { checkBounds } from './check-bounds.js';
import { checkShareOfItems } from './check-share-of-items.js';
import { ClaimsError } from './claims-error.js';
import type { Finding } from './finding.js';
import { paperClaimsSchema } from './paper-claims.js';
import { printedCell } from './printed-cell.js';
import { type PrintedNumber, printedNumber } from './printed-number.js';

const printed = (text: string): PrintedNumber => printedNumber(text)!;

const paper = { paper: 'a-paper', title: 'A paper', doi: null, family: 'other', tables: [], statements: [] };

function auditOfText(holds: string): readonly Finding[] {
  const statements = [{ says: 'something', where: 'text; Table 1', holds }];
  return auditPaper(paperClaimsSchema.parse({ ...paper, statements })).findings;
}

function auditOfRow(columns: string, row: string, holds: string): readonly Finding[] {
  const table = { table: 'Table 1', caption: '', columns, rows: [row], relations: [{ holds, says: 'something' }] };
  return auditPaper(paperClaimsSchema.parse({ ...paper, tables: [table] })).findings;
}

const codes = (findings: readonly Finding[]): string[] => findings.map(({ check, severity }) => `${check} ${severity}`);

describe('share of items', () => {
  it('knows every share that a whole number of items gives, at any number of digits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.nat(),
        fc.integer({ min: 0, max: 4 }),
        (items, seed, places) => {
          const right = seed % (items + 1);
          const share = printed(((100 * right) / items).toFixed(places));
          expect(checkShareOfItems(share, items, 100)).toBeNull();
        },
      ),
    );
  });

  it.each([
    ['96.06', 430, 100, 'contradiction'],
    ['96.05', 430, 100, undefined],
    ['91.73', 242, 100, 'rounding'],
    ['0.9876', 93, 1, 'contradiction'],
    ['100.0', 7, 100, undefined],
  ] as const)('%s of %d items', (share, items, scale, severity) => {
    expect(checkShareOfItems(printed(share), items, scale)?.severity).toBe(severity);
  });
});

describe('bounds', () => {
  it.each([
    ['148.8', 'percent', false],
    ['100', 'percent', true],
    ['1.01', 'share', false],
    ['-0.3', 'correlation', true],
    ['-1', 'nonnegative', false],
    ['1e9', 'nonnegative', true],
  ] as const)('%s as %s', (figure, quantity, ok) => {
    expect(checkBounds(printed(figure), quantity) === null).toBe(ok);
  });
});

describe('statements', () => {
  it.each([
    ['87.56 - 75.37 = 14.44', ['difference contradiction']],
    ['87.56 - 75.37 = 12.19', []],
    ['10.36 / 1.43 = 7.23', ['ratio rounding']],
    ['10.36 / 1.43 = 7.24', []],
    ['43 + 18 = 61', []],
    ['2355 + 243 = 2568', ['sum contradiction']],
    ['mean(1.0, 2.0, 3.1) = 2.0', []],
    ['mean(1.0, 2.0, 3.0) = 2.2', ['mean contradiction']],
    ['percentLess(19.72, 29.33) = 32.8', []],
    ['percentMore(86.52, 83.36) = 3.98', ['relative-change contradiction']],
    ['46.37 = 44.68', ['agreement contradiction']],
    ['89.0 = 89.1', ['agreement contradiction']],
    ['0.5391 = 0.539', []],
    ['81.86 != 81.86', ['coincidence suspicion']],
    ['81.86 != 81.87', []],
    ['95.0 > 96.3', ['order contradiction']],
    ['65.50 > 65.50', ['order rounding']],
    ['65.50 >= 65.50', []],
    ['855.92 / 5.2 = ~165', []],
    ['855.92 / 5.2 = ~170', ['ratio contradiction']],
    ['perSecond(50) = 20.0', []],
    ['perSecond(61.06) = 30.0', ['fps-latency contradiction']],
    ['0.98 <= largestRareF1(0.9848, 1986, 46)', ['rare-class-f1 contradiction']],
    ['0.75 <= largestRareF1(0.9848, 1986, 46)', []],
    ['pOfF(9.85, 1, 14) < exact(0.01)', []],
    ['pOfF(3.60, 1, 14) < exact(0.05)', ['p-value contradiction']],
    ['pOfCorrelation(-0.54, 15) < exact(0.05)', []],
    ['pOfCorrelation(-0.40, 15) < exact(0.05)', ['p-value contradiction']],
    ['2 * (3 + 4) - 10 / 5 = 12', []],
    ['10 - (3 - 2) = 9', []],
  ])('%s', (holds, expected) => {
    expect(codes(auditOfText(holds))).toEqual(expected);
  });

  it('only suspects where a relation is no more than likely', () => {
    const statements = [{ says: 'something', where: 'text', holds: '0.7627 > 0.8164', severity: 'suspicion' }];
    expect(codes(auditPaper(paperClaimsSchema.parse({ ...paper, statements })).findings)).toEqual(['order suspicion']);
  });

  it('says both sides, with the brackets that the computation needs, and names tables and figures', () => {
    const [finding] = auditOfText('(29.33 - 19.72) / (2.0 * 4.0) * 100 = 99.9');
    expect(finding).toMatchObject({ tables: ['Table 1'], figures: [29.33, 19.72, 2, 4, 100, 99.9] });
    expect(finding!.arithmetic).toMatch(
      /^\(29\.33 - 19\.72\) \/ \(2\.0 \* 4\.0\) \* 100 = 120\.125 \(.*\); printed 99\.9$/,
    );
  });

  it('never speaks against sums and quotients that were rounded to what is printed', () => {
    const figure = fc.double({ min: 1, max: 100, noNaN: true });
    fc.assert(
      fc.property(figure, figure, fc.integer({ min: 1, max: 4 }), (a, b, places) => {
        const [x, y] = [a.toFixed(places), b.toFixed(places)];
        const texts = [`${x} + ${y} = ${(a + b).toFixed(places)}`, `${x} / ${y} = ${(a / b).toFixed(places)}`];
        for (const text of texts)
          expect(auditOfText(text).filter(({ severity }) => severity !== 'rounding')).toEqual([]);
      }),
    );
  });

  it.each([['1 + = 2'], ['1 + 2'], ['(1 + 2 = 3'], ['1 + 2 = 3 4'], ['1 $ 2 = 3']])('refuses %s', (holds) => {
    expect(() => auditOfText(holds)).toThrow();
  });

  it.each([['nonsense(1) = 2'], ['{P} = 2']])('refuses %s, which nothing defines', (holds) => {
    expect(() => auditOfText(holds)).toThrow(ClaimsError);
  });
});

describe('rows of tables', () => {
  it.each([
    ['89.12 | 88.67 | 89.45', ['f1-outside-parts contradiction']],
    ['85.7 | 67.5 | 77.3', ['f1 contradiction']],
    ['85.7 | 67.5 | 75.5', []],
    ['85.7 | - | 75.5', []],
  ])('F1 of %s', (row, expected) => {
    expect(codes(auditOfRow('P | R | F1', row, 'f1({P}, {R}) = {F1}'))).toEqual(expected);
  });

  it('compares parts of pairs and spreads', () => {
    expect(auditOfRow('acc', '68.9 / 93.1', '{acc:1} <= {acc:2}')).toEqual([]);
    expect(codes(auditOfRow('acc', '93.1 / 68.9', '{acc:1} <= {acc:2}'))).toEqual(['order contradiction']);
    const overlap = '{J} <= largestIou({D}, {D:sd})';
    expect(codes(auditOfRow('D | J', '0.894 +- 0.017 | 0.817', overlap))).toEqual(['overlap-pair contradiction']);
    expect(auditOfRow('D | J', '0.894 +- 0.080 | 0.817', overlap)).toEqual([]);
  });

  it('refuses a column that is not there', () => {
    expect(() => auditOfRow('P | R', '1 | 2', '{P} = {F1}')).toThrow('no column "F1"');
  });
});

describe('printed cells', () => {
  it.each([
    ['45.18', [45.18], undefined],
    ['71.3 ± 5.0', [71.3], 5],
    ['38.14/0.9609', [38.14, 0.9609], undefined],
    ['82.7%', [82.7], undefined],
    ['16.32G', [16.32], undefined],
    ['1,480', [1480], undefined],
    ['5.42e-05', [5.42e-5], undefined],
    ['-0.54', [-0.54], undefined],
  ])('%s', (text, values, spread) => {
    const cell = printedCell(text);
    expect(cell?.figures.map(({ value }) => value)).toEqual(values);
    expect(cell?.spread?.value).toBe(spread);
  });

  it.each([[''], ['-'], ['ViT-B/16'], ['64 1'], ['Table 3']])('%s holds no figure', (text) => {
    expect(printedCell(text)).toBeNull();
  });
});
