# SPDX-License-Identifier: Apache-2.0
# The front door. Everything real is in meson.build; each target works from a fresh clone.
BUILD ?= build
MESON_FLAGS ?=

.PHONY: all demo check check-long asan bench format install clean

all: $(BUILD)/build.ninja
	@ninja -C $(BUILD) gongshi >$(BUILD)/build.log || { tail -n 40 $(BUILD)/build.log; exit 1; }

$(BUILD)/build.ninja: | deps
	@test -f $@ || meson setup $(MESON_FLAGS) $(BUILD) >$(BUILD).log || { cat $(BUILD).log; exit 1; }
	@mv -f $(BUILD).log $(BUILD)/setup.log 2>/dev/null || true

.PHONY: deps deps-tests
deps:
	@dev/deps
deps-tests:
	@dev/deps --tests

# An invented province in about a minute, then a running portal. make demo DEMO_FLAGS=--no-serve
demo: all
	$(BUILD)/gongshi demo $(DEMO_FLAGS)

# The tests' packages may have come after the build folder: it looks again.
.PHONY: tests-ready
tests-ready: deps-tests all
	@meson setup --reconfigure $(BUILD) >$(BUILD)/setup.log || { cat $(BUILD)/setup.log; exit 1; }

check: tests-ready
	@dev/check $(BUILD)

check-long: tests-ready
	@dev/check --long $(BUILD)

asan: deps deps-tests
	@test -f $(BUILD)-asan/build.ninja || meson setup -Db_sanitize=address,undefined -Db_lundef=false $(BUILD)-asan >/dev/null
	@dev/check --asan $(BUILD)-asan

bench: tests-ready
	@dev/bench $(BUILD)

format:
	@git ls-files 'src/*.[ch]' 'tests/*.[ch]' | xargs clang-format -i

install: all
	@meson install -C $(BUILD)

clean:
	@rm -rf $(BUILD) $(BUILD)-asan
