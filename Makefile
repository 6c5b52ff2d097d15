# Two commands do all the set-up: `make run` and `make test`. `make help` lists the rest.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: run test bench lint types format lock clean help

BIN := .venv/bin
READY := .venv/.siap
PATHS := kpps_desk tests $(wildcard benchmarks)

$(READY): requirements.lock pyproject.toml .ci/setup
	@.ci/setup

run: $(READY)  ## open the window (without a display: the whole main job as `kpps-desk demo`)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname -s)" = Darwin ]; then \
		exec $(BIN)/kpps-desk; \
	else \
		echo "Tidak ada layar (DISPLAY kosong): menjalankan kpps-desk demo."; \
		exec $(BIN)/kpps-desk demo; \
	fi

test: $(READY)  ## every check and test; the last line is pytest's
	@.ci/browser
	@failed=; \
	$(BIN)/ruff check $(PATHS) || failed="$$failed ruff-check"; \
	$(BIN)/ruff format --check --quiet $(PATHS) || failed="$$failed ruff-format"; \
	$(BIN)/mypy || failed="$$failed mypy"; \
	$(BIN)/lint-imports --no-cache || failed="$$failed lint-imports"; \
	[ -z "$$failed" ] || echo "Failed before pytest:$$failed"; \
	$(BIN)/pytest -n 2 --dist worksteal -q || failed="$$failed pytest"; \
	[ -z "$$failed" ]

bench: $(READY)  ## the measures of DESIGN.md beside their baselines; QUICK=1 for one kecamatan
	@$(BIN)/python -m benchmarks $(if $(QUICK),--quick)

lint: $(READY)  ## ruff and the import contracts
	@$(BIN)/ruff check $(PATHS)
	@$(BIN)/ruff format --check $(PATHS)
	@$(BIN)/lint-imports

types: $(READY)  ## mypy, strict
	@$(BIN)/mypy

format: $(READY)  ## let ruff lay out the code
	@$(BIN)/ruff check --fix $(PATHS)
	@$(BIN)/ruff format $(PATHS)

lock:  ## write requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile --generate-hashes --universal --no-header --all-extras --python-version 3.11 \
		pyproject.toml -o requirements.lock -q

clean:  ## remove what can be made again, .venv too
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find kpps_desk tests -name __pycache__ -type d -prune -exec rm -rf {} +

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile
