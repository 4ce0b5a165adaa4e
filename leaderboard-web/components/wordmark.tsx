/** A front of three rows, the sign of the board. */
export function Wordmark() {
  return (
    <svg viewBox="0 0 28 28" aria-hidden="true" focusable="false">
      <path className="axis" d="M3.5 2v22.5H26" fill="none" strokeWidth="2" />
      <path className="step" d="M8 19.5h5v-6.5h6v-6h7" fill="none" strokeWidth="2" />
      <circle className="dot" cx="8" cy="19.5" r="2.6" />
      <circle className="dot" cx="13" cy="13" r="2.6" />
      <circle className="dot" cx="19" cy="7" r="2.6" />
    </svg>
  );
}
