export function Verdict({ verdict, large = false }: { verdict: 'VALID' | 'INVALID'; large?: boolean }) {
  return (
    <span className={large ? 'verdict large' : 'verdict'} data-verdict={verdict}>
      {verdict}
    </span>
  );
}
