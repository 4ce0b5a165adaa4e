"""A code book by k-means: a picture is reconstructed as the mean picture that it is most like; a sample is a mixture of two of them."""

import numpy as np

import paretoboard as pb

CLUSTERS = 48
ROUNDS = 6
MOST_ROWS = 3_000


def levels(pictures):
    """Grey levels from -1 to 1, [items, pixels]."""
    return pictures.reshape(len(pictures), -1).astype(np.float32) / 127.5 - 1


def nearest(book, pictures):
    distances = (book**2).sum(axis=1) - 2 * pictures @ book.T
    return np.argmin(distances, axis=1)


class Method(pb.Generator):
    def train(self, context: pb.TrainContext) -> pb.TrainingSummary:
        parts, seen = [], 0
        while seen < MOST_ROWS:
            rows = context.next("train", 100)
            if rows.items == 0:
                break
            parts.append(levels(rows.inputs['my-input']))
            seen += rows.items
        pictures = np.concatenate(parts)
        book = pictures[context.random.permutation(len(pictures))[:CLUSTERS]]
        for round_ in range(1, ROUNDS + 1):
            codes = nearest(book, pictures)
            for code in np.unique(codes):
                book[code] = pictures[codes == code].mean(axis=0)
            context.progress(epoch=round_, epochs=ROUNDS)
        context.artefact.save_arrays("book.npz", book=book)
        return pb.TrainingSummary(ROUNDS, ROUNDS, book.size)

    def load(self, context: pb.LoadContext) -> None:
        self.book = context.artefact.read_arrays("book.npz")["book"]
        self.shape = context.outputs[0].shape
        self.parameters = self.book.size

    def reconstruct(self, inputs):
        return self.book[nearest(self.book, levels(inputs['my-input']))].reshape(-1, *self.shape)

    def sample(self, seeds):
        return np.stack([self.drawn(np.random.default_rng(seed)) for seed in seeds]).reshape(-1, *self.shape)

    def drawn(self, random):
        first, second = self.book[random.integers(len(self.book), size=2)]
        share = random.uniform(0, 0.3)
        return (1 - share) * first + share * second
