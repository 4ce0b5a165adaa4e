"""What those bought who bought what this user bought; how popular an item is decides where nobody did."""

import numpy as np

import paretoboard as pb

POPULARITY = 0.001


class Method(pb.Recommender):
    def train(self, context: pb.TrainContext) -> pb.TrainingSummary:
        rows = context.all("train")
        context.artefact.save_arrays("bought.npz", users=rows.inputs["user"], items=rows.targets["item"])
        return pb.TrainingSummary(1, 1)

    def load(self, context: pb.LoadContext) -> None:
        stored = context.artefact.read_arrays("bought.npz")
        users, items = (int(size) for size in context.constants["extent"])
        self.items_of = [stored["items"][stored["users"] == user] for user in range(users)]
        self.users_of = [stored["users"][stored["items"] == item] for item in range(items)]
        self.popularity = POPULARITY * np.array([len(buyers) for buyers in self.users_of])

    def scores(self, user):
        """One score for each item of the shop."""
        scores = self.popularity.copy()
        for own in self.items_of[user]:
            for other in self.users_of[own]:
                scores[self.items_of[other]] += 1 / len(self.items_of[other])
        return scores

    def rank(self, users, candidates, places):
        ranked = np.full((len(users), places), -1, np.int32)
        for row, (user, offered) in enumerate(zip(users, candidates)):
            # Their order means nothing: by number, so that equal scores are always resolved alike.
            offered = np.sort(offered[offered >= 0])
            best = offered[np.argsort(-self.scores(user)[offered], kind="stable")][:places]
            ranked[row, : len(best)] = best
        return ranked
