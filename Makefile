# What a developer types. `make demo` and `make test` do everything on a fresh machine.
SWIFT ?= swift
bonescan = .build/release/bonescan
python = .deps/venv/bin/python

.PHONY: setup setup-tests build demo test lint format layers fixtures docs study-simulation bench bench-peers ci clean

setup:
	@scripts/setup.sh $(SETUP_OPTIONS)

setup-tests:
	@scripts/setup.sh --tests $(SETUP_OPTIONS)

# One file without Swift's libraries starts faster; macOS has them in the system.
ifeq ($(shell uname -s),Linux)
static = --static-swift-stdlib
endif

build: setup
	$(SWIFT) build -c release $(static) --product bonescan
	$(SWIFT) build -c release $(static) --product CTorchBackend

# The main job, on a simulated patient with metastases and a full bladder, scanned with a fifth of the counts.
demo: build
	@mkdir -p demo
	$(bonescan) simulate --patients 1 --seed 5 --referral prostate-cancer --metastases 1 \
		--artefacts full-bladder --out demo/cohort --force
	$(bonescan) thin demo/cohort/patient-0001/scan.dcm --fraction 0.2 --out demo/scan.dcm --force
	$(bonescan) read demo/scan.dcm --out demo/report --force

test: setup-tests
	$(SWIFT) test

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Benchmarks/Benchmarks

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Benchmarks/Benchmarks

# docs/architecture.md's table against the package and the imports.
layers:
	python3 scripts/layers.py

# Makes the peers' numbers again; needs Keras, timm, scikit-learn and statsmodels besides what the tests need. The rest are run by tests or imported.
fixture_scripts = $(filter-out %/describe.py %/describe_simulated.py %/describe_imported.py %/jpeg2000.py %/cases.py %/convert.py,$(wildcard Fixtures/*/*.py))

fixtures:
	@scripts/setup.sh --tests --fixtures $(SETUP_OPTIONS)
	@for script in $(fixture_scripts); do echo "$$script"; PYTHONPATH=Fixtures $(python) "$$script" || exit 1; done

docs: setup
	@mkdir -p .build/docs
	@for module in Torch Statistics Scintigraphy DICOM Figures Scores Phantoms Training Studies Denoising Classification Segmentation Reading; do \
		$(SWIFT) package --allow-writing-to-directory .build/docs generate-documentation \
			--target $$module --warnings-as-errors --output-path .build/docs/$$module || exit 1; done

# The figures and tables of docs/simulation.md again, beside the real scan NM1.
study = .build/study-simulation
study-simulation: build
	$(bonescan) study simulation --scan .deps/data/NM1.dcm --out $(study) --force
	mkdir -p docs/images/simulation
	cp $(study)/*.png docs/images/simulation/
	sed -e '/^<!-- tables -->$$/,/^<!-- end of tables -->$$/{//!d;}' -e '/^<!-- tables -->$$/r $(study)/tables.md' docs/simulation.md > $(study)/simulation.md
	mv $(study)/simulation.md docs/simulation.md

bench: setup
	cd Benchmarks && $(SWIFT) package benchmark --no-progress

# The same work in this program and in its peers, interleaved: medians and ratios.
bench-peers: build
	@scripts/setup.sh --bench $(SETUP_OPTIONS)
	cd Benchmarks && $(SWIFT) build -c release --product PeerRunner
	$(python) Benchmarks/peers.py

ci: setup-tests lint layers test

clean:
	rm -rf .build Benchmarks/.build demo
