"""LightHART's student from hard labels alone, in PyTorch; settings as in the built-in `lighthart-student`."""

import numpy as np
import torch
from torch.nn import functional

import paretoboard as pb
from network import Student
from windows import augment

EPOCHS = 200
BATCH = 64


class HarStudent(pb.Predictor):
    def train(self, context: pb.TrainContext) -> pb.TrainingSummary:
        pb.seed_everything(context.seed)
        torch.set_num_threads(context.threads)
        # The paper trains on every trial of the training subjects.
        parts = [context.all("train"), context.all("validation")]
        windows = torch.from_numpy(np.concatenate([part.inputs["inertial"] for part in parts]))
        labels = torch.from_numpy(np.concatenate([part.targets["label"] for part in parts])).long()
        mean, deviation = windows.mean((0, 1)), windows.std((0, 1), correction=0)
        network = Student(context.outputs[0].shape[0])
        optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.05)
        steps = EPOCHS * -(-len(labels) // BATCH)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
        network.train()
        for epoch in range(1, EPOCHS + 1):
            total = 0.0
            for batch in torch.randperm(len(labels)).split(BATCH):
                loss = functional.cross_entropy(network(augment(windows[batch], mean, deviation)), labels[batch])
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                schedule.step()
                total += loss.item() * len(batch)
            context.progress(epoch=epoch, epochs=EPOCHS, loss=total / len(labels))
        state = {"network": network.state_dict(), "mean": mean, "deviation": deviation}
        torch.save(state, context.artefact.path("student.pt"))
        return pb.TrainingSummary(steps, EPOCHS, sum(p.numel() for p in network.parameters()))

    def load(self, context: pb.LoadContext) -> None:
        torch.set_num_threads(context.threads)
        state = torch.load(context.artefact.path("student.pt"), weights_only=True)
        self.mean, self.deviation = state["mean"], state["deviation"]
        self.network = Student(context.outputs[0].shape[0])
        self.network.load_state_dict(state["network"])
        self.network.eval()
        self.parameters = sum(p.numel() for p in self.network.parameters())

    @torch.inference_mode()
    def predict(self, inputs):
        windows = torch.tensor(inputs["inertial"])
        return {"logits": self.network((windows - self.mean) / self.deviation).numpy()}
