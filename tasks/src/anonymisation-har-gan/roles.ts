/** What a test window is for: its changed form teaches the referees that are trained anew, or is judged. */
export const roles = { referee: 0, judged: 1 } as const;
