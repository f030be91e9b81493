"""A Keras model's weights as safetensors by the names that Keras gives them, for `bonescan models import`.

    python convert.py model.keras weights.safetensors

Takes a whole model (.keras, .h5) and, of the older kind of .h5, weights alone.
"""
import sys

import h5py
from safetensors.numpy import save_file


def weights(file):
    """The file's arrays by names such as conv2d/kernel, kernels as (rows, columns, in, out)."""
    if not h5py.is_hdf5(file):
        import keras
        model = keras.saving.load_model(file, compile=False)
        return {variable.path: keras.ops.convert_to_numpy(variable) for variable in model.weights}
    with h5py.File(file) as groups:
        layers = groups.get("model_weights", groups)
        if "layer_names" not in layers.attrs:
            sys.exit(f"{file} holds weights without their names; save the whole model: model.save('model.keras')")
        return {text(name): layers[text(layer)][text(name)][()]
                for layer in layers.attrs["layer_names"] for name in layers[text(layer)].attrs["weight_names"]}


def text(name):
    return name.decode() if isinstance(name, bytes) else str(name)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    save_file(weights(sys.argv[1]), sys.argv[2], metadata={"made_by": "Keras"})
