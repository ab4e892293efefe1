# SPDX-License-Identifier: Apache-2.0
# The front door. Everything real is in meson.build; each target works from a fresh clone.
BUILD ?= build
MESON_FLAGS ?=

.PHONY: all demo check check-long asan bench format install clean

all: $(BUILD)/build.ninja
	@ninja -C $(BUILD) gongshi >$(BUILD)/build.log || { tail -n 40 $(BUILD)/build.log; exit 1; }

$(BUILD)/build.ninja: | deps
	@test -f $@ || meson setup $(MESON_FLAGS) $(BUILD) >/dev/null

.PHONY: deps deps-tests
deps:
	@dev/deps
deps-tests:
	@dev/deps --tests

# An invented province in about a minute, then a running portal. make demo DEMO_FLAGS=--no-serve
demo: all
	$(BUILD)/gongshi demo $(DEMO_FLAGS)

check: deps-tests all
	@dev/check $(BUILD)

check-long: deps-tests all
	@dev/check --long $(BUILD)

asan: deps-tests
	@test -f $(BUILD)-asan/build.ninja || meson setup -Db_sanitize=address,undefined -Db_lundef=false $(BUILD)-asan >/dev/null
	@dev/check --asan $(BUILD)-asan

bench: deps-tests all
	@dev/bench $(BUILD)

format:
	@git ls-files 'src/*.[ch]' 'tests/*.[ch]' | xargs clang-format -i

install: all
	@meson install -C $(BUILD)

clean:
	@rm -rf $(BUILD) $(BUILD)-asan
