"""The same work in bonescan and in its peers, interleaved: medians and ratios.

    python Benchmarks/peers.py [--rounds N] [--only WORD] [--out FILE.md]

Each round runs every contestant once, in an order that changes; a contestant's ratio is the median over the rounds of its
time divided by ours in the same round, so that a machine whose speed drifts is fair to all. All use two threads.
"""

import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # an idle contestant must not spin beside a running one
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import argparse
import functools
import gc
import pathlib
import random
import statistics
import subprocess
import sys
import time
import warnings

import numpy as np

warnings.filterwarnings("ignore")
ROOT = pathlib.Path(__file__).resolve().parent.parent
SCAN = ROOT / ".deps/data/NM1.dcm"
THREADS = 2


class Ours:
    """PeerRunner: one line in, the milliseconds of one iteration out."""

    def __init__(self):
        self.process = subprocess.Popen(
            [ROOT / "Benchmarks/.build/release/PeerRunner", SCAN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, work):
        self.process.stdin.write(work + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"PeerRunner stopped at {work}; its words are above")
        return float(answer)


def timed(body):
    def run():
        start = time.perf_counter()
        body()
        return (time.perf_counter() - start) * 1e3

    return run


# --- the peers of each piece of work -----------------------------------------------------------------


@functools.cache
def keras_engine():
    """What Keras computes with: TensorFlow where it is installed, else PyTorch; None without Keras."""
    from importlib.util import find_spec

    if not find_spec("keras"):
        return None
    engine = "TensorFlow" if find_spec("tensorflow") else "PyTorch"
    os.environ.setdefault("KERAS_BACKEND", "tensorflow" if engine == "TensorFlow" else "torch")
    if engine == "TensorFlow":
        import tensorflow

        tensorflow.config.threading.set_intra_op_parallelism_threads(THREADS)
        tensorflow.config.threading.set_inter_op_parallelism_threads(THREADS)
    return engine


def keras_inference(make, shape):
    """Keras's model as one compiled function, images channels last; nothing without Keras."""
    if not (engine := keras_engine()):
        return {}
    model, image = make(), np.random.default_rng(1).random(shape, np.float32)
    if engine == "TensorFlow":
        import tensorflow

        call = tensorflow.function(lambda x: model(x, training=False))
        image = tensorflow.constant(image)
        return {"Keras on TensorFlow": timed(lambda: call(image).numpy())}
    import torch

    def predict():
        with torch.no_grad():
            model(image, training=False)

    return {"Keras on PyTorch": timed(predict)}


def inference_peers(make, name, shape=(1, 1, 256, 256), compiles=True, has_channels=True):
    """The engines that only infer, and PyTorch in its forms. What works on tokens has no channels that could be last."""
    import onnxruntime
    import openvino
    import torch

    torch.manual_seed(0)
    network, x = make().eval(), torch.rand(*shape)
    onnx_file = str(ROOT / f"Benchmarks/.build/{name}.onnx")
    torch.onnx.export(network, (x,), onnx_file, dynamo=False, input_names=["x"])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    session = onnxruntime.InferenceSession(onnx_file, options, providers=["CPUExecutionProvider"])
    # OpenVINO would compute in bfloat16 where the processor has it; all others keep 32 bits.
    settings = {"INFERENCE_NUM_THREADS": THREADS, "INFERENCE_PRECISION_HINT": "f32"}
    vino = openvino.Core().compile_model(onnx_file, "CPU", settings)
    channels_last = make().eval().to(memory_format=torch.channels_last)
    x_last = x.to(memory_format=torch.channels_last)
    compiled = torch.compile(make().eval(), options={"freezing": True}) if compiles else None

    def under(body):
        def run():
            with torch.no_grad():
                body()

        return timed(run)

    return {"PyTorch eager": under(lambda: network(x))} | (
        {"PyTorch eager, channels-last": under(lambda: channels_last(x_last))} if has_channels else {}
    ) | ({"torch.compile": under(lambda: compiled(x))} if compiles else {}) | {
        "ONNX Runtime": timed(lambda: session.run(None, {"x": x.numpy()})),
        "OpenVINO": timed(lambda: vino({"x": x.numpy()})),
    }


def denoiser_peers():
    from networks import DDSRCNN, keras_ddsrcnn

    return inference_peers(DDSRCNN, "ddsrcnn") | keras_inference(lambda: keras_ddsrcnn(256), (1, 256, 256, 1))


def backbone_peers(name):
    from backbones import BACKBONES, keras_backbone

    peers = inference_peers(BACKBONES[name][1], name, (1, 1, 1024, 256), compiles=False)
    return peers | keras_inference(lambda: keras_backbone(name, 1024, 256), (1, 1024, 256, 1))


def backbone_training_peers(name):
    import torch

    from backbones import Headed, keras_headed

    x, y = torch.rand(2, 1, 512, 128), torch.tensor([[0.0], [1.0]])
    loss = torch.nn.functional.binary_cross_entropy_with_logits
    peers = training_peers(lambda: Headed(name), x, y, loss, optimiser=torch.optim.AdamW, compiles=False)
    if engine := keras_engine():
        model = keras_headed(name, 512, 128)
        image, answers = x.numpy().reshape(2, 512, 128, 1), y.numpy()
        peers[f"Keras on {engine}"] = timed(lambda: model.train_on_batch(image, answers))
    return peers


def dncnn_peers():
    from networks import DnCNN

    return inference_peers(DnCNN, "dncnn")


def study_peers():
    """Two whole-body views as they are. Ours leaves out what lies beside the body, as a part of the work."""
    from networks import DDSRCNN

    peers = inference_peers(DDSRCNN, "study", (2, 1, 1024, 256))
    return {name: peers[name] for name in ("ONNX Runtime", "OpenVINO")}


def training_peers(make, x, target, loss, optimiser=None, compiles=True, mixed=False):
    """PyTorch in its forms; where precision is mixed, convolutions are made in bfloat16."""
    import torch

    kind = optimiser or torch.optim.Adam

    def step(channels_last=False, compiled=False):
        form = torch.channels_last if channels_last else torch.contiguous_format
        network = make().to(memory_format=form)
        inputs = x.to(memory_format=form)
        optimiser = kind([p for p in network.parameters() if p.requires_grad], lr=1e-3, fused=True)
        forward = torch.compile(network) if compiled else network

        def run():
            optimiser.zero_grad(set_to_none=True)
            with torch.autocast("cpu", torch.bfloat16, enabled=mixed):
                found = loss(forward(inputs), target)
            found.backward()
            optimiser.step()

        return timed(run)

    return {
        "PyTorch eager": step(),
        "PyTorch eager, channels-last": step(channels_last=True),
    } | ({"torch.compile": step(compiled=True)} if compiles else {})


def denoiser_training_peers():
    import torch

    from networks import DDSRCNN

    x, y = torch.rand(8, 1, 64, 64), torch.rand(8, 1, 64, 64)
    return training_peers(DDSRCNN, x, y, torch.nn.functional.mse_loss)


def transformer_peers(name):
    from segmenters import TRANSFORMERS, VisionTransformer

    _, width, shape = TRANSFORMERS[name]
    return inference_peers(lambda: VisionTransformer(width, shape[1]), name, shape, has_channels=False)


def stego_peers(is_labelled):
    from segmenters import stego_step

    return {"PyTorch eager": timed(stego_step(is_labelled))}


def unet_training_peers(mixed):
    import torch

    from segmenters import UNet, labels, unet_loss

    bones, foci = labels(8)
    return training_peers(UNet, torch.rand(8, 1, 512, 128), (bones, foci.float()), unet_loss, torch.optim.AdamW,
                          compiles=False, mixed=mixed)


def unet_peers():
    from segmenters import UNet

    return inference_peers(UNet, "unet", (1, 1, 512, 128))


def field_peers(rows, columns, writes_out=False):
    """The authors' lattice, where pydensecrf is installed, on one thread; every pair of pixels where that is asked for."""
    from importlib.util import find_spec

    from fields import every_pair, grey, lattice, waves

    probabilities, image = waves(rows, columns), grey(counts(), rows, columns)
    peers = {"pydensecrf, one thread": timed(lambda: lattice(probabilities, image))} if find_spec("pydensecrf") else {}
    return peers | ({"NumPy, every pair": timed(lambda: every_pair(probabilities, image))} if writes_out else {})


def counts():
    import pydicom

    return pydicom.dcmread(SCAN).pixel_array


def thinning_peers():
    image, generator = counts().astype(np.int64), np.random.default_rng(1)
    return {"NumPy Generator.binomial": timed(lambda: generator.binomial(image, 0.2))}


def ssim_peers():
    from skimage.metrics import structural_similarity

    image = counts().astype(np.float32)
    other = np.random.default_rng(1).poisson(image).astype(np.float32)
    return {
        "scikit-image": timed(lambda: structural_similarity(
            image, other, gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=float(image.max())))
    }


def diffusion_peers():
    image = counts().astype(np.float32)

    def diffuse(u, iterations=20, k=np.float32(5), dt=np.float32(0.2)):
        for _ in range(iterations):
            total = np.zeros_like(u)
            for axis in (0, 1):
                d = np.diff(u, axis=axis)
                flux = d / (1 + (d / k) ** 2)
                total += np.pad(flux, [(0, 1) if a == axis else (0, 0) for a in (0, 1)])
                total -= np.pad(flux, [(1, 0) if a == axis else (0, 0) for a in (0, 1)])
            u = u + dt * total
        return u

    return {"NumPy": timed(lambda: diffuse(image))}


def gaussian_peers():
    from scipy.ndimage import gaussian_filter

    image = counts().astype(np.float32)
    sigma = 8 / 2.354820045 / 2.26
    return {"SciPy": timed(lambda: gaussian_filter(image, sigma))}


def projection_peers():
    from scipy.ndimage import gaussian_filter
    from scipy.signal import fftconvolve
    from scipy.special import k0

    slabs, rows, columns, pixel, slab = 28, 700, 200, 2.4, 8.0
    z, x = np.mgrid[:slabs, :columns].astype(np.float32)
    inside = ((x - 99.5) / 90) ** 2 + ((z - 13.5) / 13) ** 2 < 1
    inside = np.repeat(inside[:, None], rows, 1)
    attenuation = np.where(inside, np.float32(0.015), np.float32(0))
    activity = np.where(inside, np.float32(5e-5), np.float32(0))
    r = np.hypot(*np.mgrid[-40:41, -40:41]) * 4 * pixel
    kernel = k0(np.maximum(r, pixel) / 40) / (2 * np.pi * 40**2) * (4 * pixel) ** 2
    kernel = (kernel / kernel.sum()).astype(np.float32)

    def project():
        own = attenuation * np.float32(slab)
        to_front = np.cumsum(own[::-1], 0)[::-1] - own / 2
        through = own.sum(0)
        for path, face, sign, table in ((to_front, 250, 1, 1), (through - to_front, -40, -1, 0.93)):
            seen = activity * np.exp(-path) * np.float32(table)
            image, source = np.zeros((1024, 256), np.float32), np.zeros((1024, 256), np.float32)
            for k in range(slabs):
                distance = (face - k * slab) * sign
                width = np.hypot(1.11 * (23.31 + distance + 5) / 23.31, 3.9) / 2.354820045 / pixel
                image[162:862, 28:228] += gaussian_filter(seen[k], width, mode="constant")
            source[162:862, 28:228] = (seen * np.minimum(np.float32(0.15) * path, np.float32(0.45))).sum(0)
            coarse = fftconvolve(source.reshape(256, 4, 64, 4).sum((1, 3)), kernel, mode="same") / 16
            image += np.repeat(np.repeat(coarse, 4, 0), 4, 1)

    return {"NumPy and SciPy": timed(project)}


def started(*command):
    def run():
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)

    return timed(run)


def delong_peers():
    """The fast algorithm with mid-ranks (Sun and Xu, 2014)."""
    from scipy.stats import rankdata

    cases, models = 10_000, 50
    generator = np.random.default_rng(3)
    labels = np.arange(cases) % 2 == 0
    scores = 0.3 * labels + generator.random((models, cases))

    def delong():
        positives, negatives = scores[:, labels], scores[:, ~labels]
        m, n = positives.shape[1], negatives.shape[1]
        both = rankdata(np.concatenate([positives, negatives], axis=1), axis=1)
        v10 = (both[:, :m] - rankdata(positives, axis=1)) / n
        v01 = 1 - (both[:, m:] - rankdata(negatives, axis=1)) / m
        return v10.mean(1), np.cov(v10) / m + np.cov(v01) / n

    def by_pairs():
        positives, negatives = scores[:, labels], scores[:, ~labels]
        m, n = positives.shape[1], negatives.shape[1]
        v10, v01 = np.empty((models, m)), np.empty((models, n))
        for k in range(models):
            psi = (positives[k][:, None] > negatives[k]) + 0.5 * (positives[k][:, None] == negatives[k])
            v10[k], v01[k] = psi.mean(1), psi.mean(0)
        return v10.mean(1), np.cov(v10) / m + np.cov(v01) / n

    return {"SciPy and NumPy": timed(delong), "NumPy, every pair (DeLong 1988)": timed(by_pairs)}


@functools.cache
def simulated_scan(counts):
    """A simulated patient whose views have counts enough, or a fifth of them, so that they are restored, too."""
    folder = ROOT / "Benchmarks/.build/scans"
    scan, thinned = folder / "patient-0001/scan.dcm", folder.with_name("thinned.dcm")
    program = ROOT / ".build/release/bonescan"
    if not folder.exists():
        simulation = "--patients", "1", "--seed", "8", "--metastases", "1", "--speed", "8"
        subprocess.run([program, "simulate", *simulation, "--out", folder], stdout=subprocess.DEVNULL, check=True)
    if not thinned.exists():
        subprocess.run([program, "thin", scan, "--fraction", "0.2", "--out", thinned], stdout=subprocess.DEVNULL, check=True)
    return scan if counts == "all" else thinned


def reading(counts):
    report = ROOT / f"Benchmarks/.build/report-{counts}"
    return started(ROOT / ".build/release/bonescan", "read", simulated_scan(counts), "--out", report, "--force"), report


def reading_peers(counts):
    """Its three networks alone; the figures must be those of our report."""
    ours, report = reading(counts)
    ours()
    script = ROOT / "Benchmarks/reading.py", simulated_scan(counts)
    subprocess.run([sys.executable, *script, "--against", report], stdout=subprocess.DEVNULL, check=True)
    return {
        "Python, pydicom and PyTorch eager": started(sys.executable, *script),
        "Python, pydicom and PyTorch eager, channels-last": started(sys.executable, *script, "--channels-last"),
    }


def start_peers():
    script = f"import pydicom; d = pydicom.dcmread({str(SCAN)!r}); print(d.Rows, d.Columns, d.PixelSpacing, d.pixel_array.sum())"
    return {"Python and pydicom": started(sys.executable, "-c", script)}


# Name in PeerRunner, what the table calls it, floating-point operations (10^9, or None), peers.
WORKS = [
    ("ddsrcnn-forward", "DDSRCNN 1x1x256x256, inference", 43.8, denoiser_peers),
    ("ddsrcnn-step", "DDSRCNN 8x1x64x64, training step", 65.6, denoiser_training_peers),
    ("dncnn-forward", "DnCNN-17 1x1x256x256, inference", 73.0, dncnn_peers),
    ("study-restored", "Two views of 1024x256 restored by DDSRCNN", None, study_peers),
    ("thinning", "Binomial thinning to 20 %, 1024x256", None, thinning_peers),
    ("ssim", "SSIM, 1024x256", None, ssim_peers),
    ("diffusion", "Nonlinear diffusion, 1024x256, 20 iterations", None, diffusion_peers),
    ("gaussian", "Gaussian filter, 1024x256, 8 mm", None, gaussian_peers),
    ("projection", "Projection of a patient, 28 slabs of 700x200, both views", None, projection_peers),
    ("delong", "DeLong, 10,000 cases, 50 models", None, delong_peers),
    ("start", "Start-up: `bonescan info` on NM1, whole process", None, start_peers),
    ("reading-fifth", "Reading of both views at a fifth of the counts, whole process", None, lambda: reading_peers("fifth")),
    ("reading-all", "Reading of both views at all counts, whole process", None, lambda: reading_peers("all")),
]


# Of these, what is ours is a whole process, too.
PROCESSES = {
    "start": lambda: started(ROOT / ".build/release/bonescan", "info", SCAN),
    "reading-fifth": lambda: reading("fifth")[0],
    "reading-all": lambda: reading("all")[0],
}


def backbone_works():
    """The same of each of the ten backbones."""
    from backbones import BACKBONES, operations

    for name, (title, make, _, _) in BACKBONES.items():
        forward, step = (1, 1, 1024, 256), (2, 1, 512, 128)
        yield (f"{name}-forward", f"{title} 1x1x1024x256, inference", functools.partial(operations, make, forward),
               functools.partial(backbone_peers, name))
        yield (f"{name}-step", f"{title} 2x1x512x128, training step", functools.partial(operations, make, step, passes=3),
               functools.partial(backbone_training_peers, name))


def segmentation_works():
    """What system C does."""
    from backbones import operations
    from segmenters import TRANSFORMERS, UNet, transformer_operations

    for name, (title, width, shape) in TRANSFORMERS.items():
        yield name, title, transformer_operations(width, shape), functools.partial(transformer_peers, name)
    yield "stego-step", "STEGO 16 views of 192x64x16, training step", None, functools.partial(stego_peers, False)
    yield ("stego-step-labelled", "STEGO 16 views of 192x64x16, training step with probes", None,
           functools.partial(stego_peers, True))
    yield ("crf", "Field of 13 classes, 1024x256, 10 iterations", None,
           functools.partial(field_peers, range(1024), range(256)))
    yield ("crf-part", "Field of 13 classes, 256x64, 10 iterations", None,
           functools.partial(field_peers, range(384, 640), range(96, 160), writes_out=True))
    step = functools.partial(operations, UNet, (8, 1, 512, 128), passes=3)
    yield "unet-step", "U-Net 8x1x512x128, training step", step, functools.partial(unet_training_peers, False)
    yield ("unet-step-bfloat16", "U-Net 8x1x512x128, training step, bfloat16", None,
           functools.partial(unet_training_peers, True))
    yield ("unet-forward", "U-Net 1x1x512x128, inference", functools.partial(operations, UNet, (1, 1, 512, 128)), unet_peers)


def measure(ours, peers, rounds):
    contestants = {"bonescan": ours} | peers
    for run in contestants.values():  # warm-up; compiles what is compiled late
        run(), run()
    times = {name: [] for name in contestants}
    order = list(contestants)
    shuffler = random.Random(1)
    for _ in range(rounds):
        shuffler.shuffle(order)
        for name in order:
            time.sleep(0.1)  # until the last one's threads, which wait awake for more, have fallen asleep
            times[name].append(contestants[name]())
    return times


def rows(title, operations, times, limit):
    ours = times["bonescan"]
    for name, values in times.items():
        median = statistics.median(values)
        ratio = statistics.median(theirs / our for theirs, our in zip(values, ours))
        share = f"{100 * operations / (median / 1e3) / limit:.0f} %" if operations and limit else ""
        yield f"| {title} | {name} | {median:.2f} | {min(values):.2f} | {ratio:.2f} | {share} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", default="", help="work whose name holds this word")
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args()

    import torch

    torch.set_num_threads(THREADS)
    ours = Ours()
    limit = ours("fma-limit")
    lines = [
        f"Limit of this machine (fused multiply-adds in registers, two cores): {limit:.0f} GFLOP/s. Medians of {options.rounds} interleaved rounds.",
        "",
        "| work | by | median ms | best ms | times ours | of the FMA limit |",
        "|---|---|---|---|---|---|",
    ]
    print("\n".join(lines))
    for name, title, operations, peers in WORKS + list(backbone_works()) + list(segmentation_works()):
        if options.only not in name:
            continue
        if callable(operations):
            operations = operations()
        gc.collect()
        one = PROCESSES[name]() if name in PROCESSES else lambda: ours(name)
        for line in rows(title, operations, measure(one, peers(), options.rounds), limit):
            lines.append(line)
            print(line, flush=True)
    if options.out:
        options.out.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
