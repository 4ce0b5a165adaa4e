"""The traffic sign network of the task's paper, in PyTorch; pre-processing, augmentation, optimiser and epochs as in the built-in one."""

import torch
from torch.nn import functional

import paretoboard as pb
from network import EnhancedLeNet5
from pictures import augment, preprocess

EPOCHS = 40
BATCH = 32
RATE = 1e-3


def accuracy(network: torch.nn.Module, pictures: torch.Tensor, labels: torch.Tensor) -> float:
    network.eval()
    with torch.inference_mode():
        return (network(pictures).argmax(1) == labels).float().mean().item()


class LeNet5(pb.Predictor):
    def train(self, context: pb.TrainContext) -> pb.TrainingSummary:
        pb.seed_everything(context.seed)
        torch.set_num_threads(context.threads)
        train, validation = context.all("train"), context.all("validation")
        pictures, labels = preprocess(train.inputs["image"]), torch.from_numpy(train.targets["label"]).long()
        held, held_labels = preprocess(validation.inputs["image"]), torch.from_numpy(validation.targets["label"])
        network = EnhancedLeNet5(context.outputs[0].shape[0])
        optimiser = torch.optim.Adam(network.parameters(), lr=RATE)
        steps = EPOCHS * -(-train.items // BATCH)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
        for epoch in range(1, EPOCHS + 1):
            network.train()
            total = 0.0
            for batch in torch.randperm(train.items).split(BATCH):
                loss = functional.cross_entropy(network(augment(pictures[batch])), labels[batch])
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
                schedule.step()
                total += loss.item() * len(batch)
            context.progress(epoch=epoch, epochs=EPOCHS, loss=total / train.items)
        context.progress(epoch=EPOCHS, epochs=EPOCHS, validation_accuracy=accuracy(network, held, held_labels))
        torch.save(network.state_dict(), context.artefact.path("weights.pt"))
        return pb.TrainingSummary(steps, EPOCHS, sum(p.numel() for p in network.parameters()))

    def load(self, context: pb.LoadContext) -> None:
        torch.set_num_threads(context.threads)
        self.network = EnhancedLeNet5(context.outputs[0].shape[0])
        self.network.load_state_dict(torch.load(context.artefact.path("weights.pt"), weights_only=True))
        self.network.eval()
        self.parameters = sum(p.numel() for p in self.network.parameters())

    @torch.inference_mode()
    def predict(self, inputs):
        return {"logits": self.network(preprocess(inputs["image"])).numpy()}
