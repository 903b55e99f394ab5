# The build tags, in one place:
#   migrated_fynedo  Fyne callbacks run on one goroutine (its own thread check off)
#   x11              no Wayland: it has no input method
#   sqlite_fts5      full-text search; without it the program fails at run time
TAGS := migrated_fynedo,x11,sqlite_fts5
GO   := go
OUT  := build
BIN  := $(OUT)/shenqian
# Two cores and C compilers: more at once only swap.
JOBS := -p 2
# Fyne forgets how what it drew a minute ago was laid out; a test under the race
# detector takes longer than that to its next picture.
export FYNE_CACHE := 1h

.PHONY: build run test check bench verifier tamper attack crash load bench-checkup bench-masking screenshots clean

build: verifier
	@packaging/setup build
	$(GO) build $(JOBS) -tags $(TAGS) -o $(BIN) .

# Opens the window; without a display, runs the demonstration and says where
# its PDFs lie.
run: build
	@if [ -n "$$DISPLAY" ]; then $(BIN); else \
	  rm -rf $(OUT)/demo && $(BIN) demo $(OUT)/demo; fi

test:
	@packaging/setup test
	$(GO) build $(JOBS) -tags nogui,sqlite_fts5 -o $(OUT)/shenqian-nogui .
	GOOS=js GOARCH=wasm $(GO) build $(JOBS) ./signing/...
	$(GO) build $(JOBS) -tags $(TAGS) -o $(BIN) .
	$(GO) run $(JOBS) ./packaging/verifier $(OUT)/verifier.html
	$(GO) test $(JOBS) -tags $(TAGS) -timeout 30m ./...
	packaging/smoke $(BIN)

# The race detector's run draws few pictures and needs the memory more.
check: export FYNE_CACHE := 1m
check:
	@packaging/setup test
	$(GO) vet -tags $(TAGS) ./...
	$(GO) tool staticcheck -tags $(TAGS) ./...
	@bad=$$($(GO) tool gofumpt -l $$(git ls-files '*.go')); \
	  if [ -n "$$bad" ]; then echo "not in gofumpt's form:"; echo "$$bad"; exit 1; fi
	$(GO) test $(JOBS) -tags $(TAGS) -race -short -timeout 40m ./...

bench: build
	$(BIN) bench
	$(GO) test $(JOBS) -tags $(TAGS) -run '^$$' -bench . -benchtime 2s ./signing/... ./app/...

# How good the check-up is: faults planted in rulings of our own, what was found
# and what was found in vain.
bench-checkup: build
	$(BIN) bench checkup --n 100

# How good the masking of public copies is: what is left, what is lost, and what
# is hidden in vain.
bench-masking: build
	$(BIN) bench masking --n 2000

# The page on which anyone can check a signed PDF or a whole bundle: one file,
# no network. It lies beside the program, which puts it into every bundle.
verifier:
	$(GO) run $(JOBS) ./packaging/verifier $(OUT)/verifier.html

# Forgeries of signed files of every sort, and honest files beside them: what
# the verifier says of each. FILE="signed.pdf root.pem" takes one from outside.
tamper:
	@packaging/setup test
	$(GO) run $(JOBS) ./signing/tamper/table $(FILE)

# What is known to be done to databases, done to copies of a court's: what
# `journal verify` says of it, by itself and with papers in hand.
attack:
	@packaging/setup build
	$(GO) run $(JOBS) -tags nogui,sqlite_fts5 ./app/ordeal/attack

# Kills and failing disks at every call that writes, of every kind of work: what
# is left, and whether work goes on from there. Takes half an hour and more.
crash:
	@packaging/setup build
	$(GO) build $(JOBS) -tags nogui,sqlite_fts5 -o $(OUT)/crash ./app/ordeal/crash
	$(OUT)/crash

# Eight desks at work on a server's data, and what a court costs as it grows.
# MINUTES, MATTERS and the LARGEST court can be given: LOAD="1 10000 10000".
load:
	@packaging/setup test
	$(GO) run $(JOBS) -tags nogui,sqlite_fts5 ./app/ordeal/load $(LOAD)

# The pictures of the README, made by the program itself.
screenshots: build
	packaging/docs/screenshots.sh $(BIN)
	packaging/docs/two-desks.sh $(BIN)

clean:
	rm -rf $(OUT)
