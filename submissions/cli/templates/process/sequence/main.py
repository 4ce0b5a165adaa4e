"""Template matching: the picture in the first box is looked for around the last place. How far around is learnt from the training videos."""

import numpy as np

import paretoboard as pb

MOST_ROWS = 500


def cut(frame, left, top, width, height):
    """Part of a frame as float32 [height, width]; the edge is repeated beyond it."""
    rows = np.clip(np.arange(top, top + height), 0, frame.shape[0] - 1)
    columns = np.clip(np.arange(left, left + width), 0, frame.shape[1] - 1)
    return frame[np.ix_(rows, columns)].sum(axis=2, dtype=np.float32)


class Method(pb.SequenceModel):
    def train(self, context: pb.TrainContext) -> pb.TrainingSummary:
        moves, seen = [], 0
        while seen < MOST_ROWS:
            rows = context.next("train", 20)
            if rows.items == 0:
                break
            last = rows.inputs["history"][:, -1, :2]
            moves.append(np.abs(rows.targets["box"][:, :2] - last).max(axis=1))
            seen += rows.items
            context.progress(step=seen)
        reach = int(np.clip(np.ceil(np.quantile(np.concatenate(moves), 0.98)), 4, 24))
        context.artefact.save_arrays("reach.npz", reach=np.array(reach))
        return pb.TrainingSummary(1, 1, 1)

    def load(self, context: pb.LoadContext) -> None:
        self.reach = int(context.artefact.read_arrays("reach.npz")["reach"])
        self.parameters = 1

    def begin(self, inputs):
        self.box = inputs["firstBox"][0].copy()
        left, top, width, height = (round(float(value)) for value in self.box)
        self.template = cut(inputs["firstFrame"][0], left, top, max(1, width), max(1, height))

    def step(self, inputs):
        height, width = self.template.shape
        left, top = round(float(self.box[0])) - self.reach, round(float(self.box[1])) - self.reach
        around = cut(inputs["frames"][0], left, top, width + 2 * self.reach, height + 2 * self.reach)
        windows = np.lib.stride_tricks.sliding_window_view(around, self.template.shape)
        costs = np.stack([np.abs(row - self.template).mean(axis=(1, 2)) for row in windows])
        y, x = np.unravel_index(np.argmin(costs), costs.shape)
        self.box[:2] += x - self.reach, y - self.reach
        return {"boxes": self.box[None]}
