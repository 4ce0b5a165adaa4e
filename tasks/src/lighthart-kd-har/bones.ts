/**
 * Joints of a Kinect skeleton that belong together, in UTD-MHAD's order: head, shoulder centre, spine, hip centre; left shoulder, elbow, wrist, hand; the
 * right ones; left hip, knee, ankle, foot; the right ones.
 */
export const bones = [
  [0, 1],
  [1, 2],
  [2, 3],
  [1, 4],
  [4, 5],
  [5, 6],
  [6, 7],
  [1, 8],
  [8, 9],
  [9, 10],
  [10, 11],
  [3, 12],
  [12, 13],
  [13, 14],
  [14, 15],
  [3, 16],
  [16, 17],
  [17, 18],
  [18, 19],
] as const;
