"""The networks of `bonescan read`, asked in Python as a researcher would ask them: pydicom reads, PyTorch computes one layer
after the other. No Grad-CAM, no test of the restoration, no quality, no report, no DICOM: what our program does besides
is not done here.

    python Benchmarks/reading.py SCAN [--threads N] [--channels-last] [--timings] [--against REPORT]

SCAN holds both views in one file, anterior first. Both are segmented and classified and, where counts are low, restored by
the shipped weights. With --against it says how near its figures are to those of a report that `bonescan read` has written,
and ends with exit code 1 where they are not the same.
"""

import time

start = time.perf_counter()

import argparse
import json
import pathlib
import sys

import numpy as np
import pydicom
import torch
from safetensors import safe_open
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional as F

from backbones import mobilenetv2
from networks import DDSRCNN
from segmenters import CLASSES, UNet

MODELS = pathlib.Path(__file__).resolve().parent.parent / "Models"
QUESTIONS = "abnormal", "malignant"
LEAST_COUNTS = 1_500_000  # of a view; below, it is restored


def weights(name):
    tensors = load_file(MODELS / name / "weights.safetensors")
    return {name: tensor.float() for name, tensor in tensors.items()}


def focus_threshold():
    with safe_open(MODELS / "u-net/weights.safetensors", "pt") as file:
        return json.loads(file.metadata()["validation"])["focusThreshold"]


# --- what networks see ---------------------------------------------------------------------------------


def binned(view, rows, columns):
    """Counts of squares of as many pixels as go into one of the matrix."""
    side = int(max(view.shape[0] / rows, view.shape[1] / columns))
    return view.reshape(view.shape[0] // side, side, view.shape[1] // side, side).sum((1, 3))


def laid(images, rows, columns, outside):
    """Images N x C x H x W with their middle in that of a matrix, as large as it holds them, or out of one again."""
    down, right = images.shape[2] / rows, images.shape[3] / columns
    scale = max(down, right) if down >= 1 else min(down, right)
    theta = torch.tensor([[[scale / right, 0, 0], [0, scale / down, 0]]]).expand(len(images), -1, -1)
    places = F.affine_grid(theta, (len(images), 1, rows, columns), align_corners=False)
    return F.grid_sample(images, places, padding_mode=outside, align_corners=False)


def body(values, limit=16):
    """The median of all that is above the mean, in which nothing counts for more than `limit` times the body."""
    level = np.median(values[values > 0])
    while True:
        capped = np.minimum(values, limit * level)
        above = np.sort(capped[capped > capped.mean()])
        if above[len(above) // 2] <= level:
            return level
        level = above[len(above) // 2]


def seen_by_segmenter(view):
    counts = binned(view, 512, 128)
    matrix = laid(torch.from_numpy(counts)[None, None], 512, 128, "zeros")
    return (torch.log1p(matrix / body(counts)) - 0.3) / 0.4


def seen_by_classifier(view):
    counts = laid(torch.from_numpy(binned(view, 256, 64))[None, None], 256, 64, "zeros")
    roots = counts.sqrt()
    return (roots / body(roots.numpy(), limit=4)).clamp(max=4) - 1


# --- the networks --------------------------------------------------------------------------------------


class DualViewClassifier(nn.Module):
    """One MobileNetV2 sees both views, the posterior one mirrored; squeeze-and-excitation, average, one logit."""

    def __init__(self, tensors):
        super().__init__()
        self.trunk = mobilenetv2()
        parts = [f"blocks.{block}.{part}" for block in range(17) for part in ("expand", "depthwise", "project")]
        names = ["stem", *(name for name in parts if name != "blocks.0.expand"), "last"]
        units = [unit for unit in self.trunk.modules() if isinstance(unit, nn.Sequential) and isinstance(unit[0], nn.Conv2d)]
        for name, unit in zip(names, units, strict=True):
            for layer, part in zip(("conv", "norm"), unit):
                prefix = f"backbones.0.{name}.{layer}."
                own = {key.removeprefix(prefix): value for key, value in tensors.items() if key.startswith(prefix)}
                part.load_state_dict(own, strict=False)  # does not count its batches
        self.squeeze, self.excite = (tensors[f"aggregation.{name}.weight"] for name in ("squeeze", "excite"))
        self.weight, self.bias = tensors["head.weight"], tensors["head.bias"]

    def forward(self, x):
        found = self.trunk(torch.cat([x[:1], x[1:].flip(3)])).flatten(0, 1)[None]
        gate = F.linear(F.relu(F.linear(found.mean((2, 3)), self.squeeze)), self.excite).sigmoid()
        return F.linear((found * gate[:, :, None, None]).mean((2, 3)), self.weight, self.bias)


def restored(views, network, form):
    """Each view by itself: both at once would take longer and more memory."""
    answers = []
    for view in views:
        x = (torch.from_numpy(view)[None, None] + 0.375).sqrt() / 4
        x = network(x.to(memory_format=form))
        expected = (4 * (F.relu(x) + (1 + (-30 * x.abs()).exp()).log() / 30)) ** 2
        answers.append((expected * (view.sum() / expected.sum()))[0, 0].numpy())
    return np.stack(answers)


def smoothed(image, sigma):
    """By a Gaussian that is cut off at four standard deviations and mirrored at the border."""
    for axis, width in enumerate(sigma):
        reach = int(4 * width + 0.5)
        kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / width) ** 2)
        pad = [(reach, reach) if other == axis else (0, 0) for other in range(2)]
        windows = np.lib.stride_tricks.sliding_window_view(np.pad(image, pad, "symmetric"), 2 * reach + 1, axis)
        image = windows @ (kernel / kernel.sum())
    return image


def cooled(view, foci, bones, spacing):
    """The view with its foci as hot as the bones around them, at most."""
    reach = [int(7 / each) for each in spacing]
    size = [2 * each + 1 for each in reach]
    hot = F.max_pool2d(torch.from_numpy(foci)[None].float(), size, 1, reach)[0].numpy() > 0
    plain, side = bones & ~hot, max(1, int(10 / spacing[1]))
    width = [68 / 2.354820045 / (each * side) for each in spacing]
    counts, area = (
        smoothed(values.reshape(len(view) // side, side, -1, side).sum((1, 3)), width)
        for values in (np.where(plain, view, 0), plain.astype(np.float32))
    )
    near = (counts / np.maximum(area, 1e-6)).repeat(side, 0).repeat(side, 1)
    return np.where(hot & (area.repeat(side, 0).repeat(side, 1) > 1e-6), np.minimum(view, near), view).astype(np.float32)


def answers(views, network, form):
    x = torch.cat([seen_by_segmenter(view) for view in views]).to(memory_format=form)
    logits = laid((network(x) + network(x.flip(3)).flip(3)) / 2, *views.shape[1:], "border")
    return logits[:, :CLASSES].softmax(1).argmax(1).numpy(), logits[:, CLASSES].sigmoid().numpy()


def segmented(views, network, form, spacing, threshold):
    """The label of each pixel, told in a view whose foci are cooled, and the probability that it lies in a focus."""
    labels, foci = answers(views, network, form)
    cool = [cooled(view, focus >= threshold, label > 0, spacing) for view, focus, label in zip(views, foci, labels)]
    return answers(np.stack(cool), network, form)[0], foci


# --- the same as ours ----------------------------------------------------------------------------------


def label_map(regions):
    """What regions.dcm says of each pixel: segments are numbered like the classes, from 1."""
    data = pydicom.dcmread(regions)
    masks = data.pixel_array
    labels = np.zeros((2, *masks.shape[1:]), np.int64)
    for mask, frame in zip(masks, data.PerFrameFunctionalGroupsSequence):
        view, segment = frame.FrameContentSequence[0].InStackPositionNumber, frame.SegmentIdentificationSequence[0]
        labels[view - 1][mask > 0] = segment.ReferencedSegmentNumber
    return labels


def agreement(report, probabilities, labels, images):
    """How near we are to a report, in a sentence each, and whether that is near enough."""
    findings = json.loads((report / "report.json").read_text())["findings"]
    theirs = {each["question"]: 1 / (1 + np.exp(-each["answer"]["logit"])) for each in findings["classification"]}
    difference = max(abs(theirs[question] - probabilities[question]) for question in QUESTIONS)
    yield f"probabilities differ by {difference:.1e} at most", difference < 1e-3
    share = (label_map(report / "dicom/regions.dcm") == labels).mean()
    yield f"{100 * share:.3f} % of labels are equal", share > 0.999
    if images is not None:
        data = pydicom.dcmread(report / "dicom/restored.dcm")
        ours = data.pixel_array * float(data.RescaleSlope)
        in_body = images > 1
        difference = np.abs(ours - images)[in_body].mean() / images[in_body].mean()
        yield f"restored counts of the body differ by {100 * difference:.2f} % in the mean", difference < 0.01


@torch.inference_mode()
def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scan", type=pathlib.Path)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--channels-last", action="store_true")
    parser.add_argument("--timings", action="store_true")
    parser.add_argument("--against", type=pathlib.Path)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    form = torch.channels_last if options.channels_last else torch.contiguous_format
    last = start

    def done(stage):
        nonlocal last
        now = time.perf_counter()
        if options.timings:
            print(f"{stage}: {now - last:.2f} s")
        last = now

    done("imports")
    scan = pydicom.dcmread(options.scan)
    views, spacing = scan.pixel_array.astype(np.float32), [float(each) for each in scan.PixelSpacing]
    done("scan")
    unet, classifiers = UNet(), {question: DualViewClassifier(weights(question)) for question in QUESTIONS}
    unet.load_state_dict(weights("u-net"), strict=False)
    networks, ddsrcnn = [unet, *classifiers.values()], None
    if min(view.sum() for view in views) < LEAST_COUNTS:
        ddsrcnn = DDSRCNN()
        ddsrcnn.load_state_dict(weights("ddsrcnn"))
        networks.append(ddsrcnn)
    for network in networks:
        network.eval().to(memory_format=form)
    done("weights")
    labels, foci = segmented(views, unet, form, spacing, focus_threshold())
    done("segmentation")
    images = restored(views, ddsrcnn, form) if ddsrcnn else None
    if ddsrcnn:
        done("restoration")
    x = torch.cat([seen_by_classifier(view) for view in views]).to(memory_format=form)
    probabilities = {question: classifiers[question](x).sigmoid().item() for question in QUESTIONS}
    done("classification")
    for question, probability in probabilities.items():
        print(f"{question}: {probability:.4f} before scaling")
    if options.against:
        found = list(agreement(options.against, probabilities, labels, images))
        for sentence, _ in found:
            print(sentence)
        sys.exit(not all(holds for _, holds in found))


if __name__ == "__main__":
    main()
