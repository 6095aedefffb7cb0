# make            build the release program, static: .build/release/nianbao
# make demo       set up, build, and convert the samples into out/
# make test       set up, build, and run all tests; those of office programs are skipped where these are missing
# make interop    install the office programs and other independent readers, and run their tests
# make thorough   read 2,000 generated reports in every raw form, and 50,000 damaged ones for every reader
# make fuzz       look for inputs that crash a reader, FUZZ_SECONDS (default 60) for each, guided by coverage
# make fuzz-workbooks  hold FILES (default 20000) random workbooks against what other programs read; SEED for others
# make fuzz-word  the same for random Word documents, against what they are made to show
# make reports    convert REPORTS=folder into OUT=folder: .cells.csv, .tidy.csv and .xml for each report; with -j, only what changed
# make install    put the program into PREFIX (default /usr/local)
# make pictures   draw the sheets of docs/pictures/ again
# make golden     write the golden files of samples and command cases again; review the difference
# make forms      carry the forms of schemas/forms/ in the program again
# make format     format the sources;  make lint: only look
# make bench      measure the speed of every stage beside its peers;  make bench-quick: under two minutes
# make growth     measure time and memory from 1,000 to 1,000,000 reports
# make clean      remove what make wrote
# make help       print this list

SHELL := /bin/bash
.DEFAULT_GOAL := build
.DELETE_ON_ERROR:

PREFIX ?= /usr/local
REPORTS ?= samples
OUT ?= out
SWIFT ?= swift
# Static: a stage starts in half the time, and needs no Swift on the machine.
# The last flag: generic types are made with the conformances that the compiler knows. By name, their making looks through all
# 6,000 conformances of the program, once for each: an eighth of what a stage takes to start.
RELEASE_FLAGS ?= -c release --static-swift-stdlib -Xlinker -s \
  -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
NIANBAO ?= .build/release/nianbao

# What the files of raw reports end in, and those below REPORTS.
KINDS := txt html htm mht mhtml docx rtf odt ott fodt ods ots fods doc dot wps wpt xls xlt et ett pdf
RAW := $(filter $(addprefix %.,$(KINDS)),$(shell find $(REPORTS) -type f ! -name '.*' ! -name '~$$*' 2>/dev/null | LC_ALL=C sort))

SOURCES := $(shell find Sources -name '*.swift') Package.swift

.PHONY: build demo test thorough fuzz fuzz-workbooks fuzz-word interop reports same-names install golden pictures forms format lint bench bench-quick bench-peers growth clean help setup

build: $(NIANBAO)

.build/release/nianbao: $(SOURCES) | setup
	$(SWIFT) build $(RELEASE_FLAGS) --product nianbao
	@touch $@

# --- set-up -------------------------------------------------------------------------------------------------------------

# What a fresh Debian machine with Swift may lack: program, package.
PROGRAMS := git:git xmllint:libxml2-utils python3:python3
# Libraries that Foundation, its XML parser and the reader of archives need to link.
LIBRARIES := libxml2-dev zlib1g-dev libdeflate-dev

setup:
	@command -v $(SWIFT) >/dev/null || { echo "nianbao: needs Swift 6.2 or later: install it from swift.org" >&2; exit 1; }
	@$(call need,$(PROGRAMS),$(LIBRARIES))

# $(call need,programs,libraries): installs what is missing when root, else says the command.
define need
missing=""; \
for pair in $(1); do command -v $${pair%%:*} >/dev/null || missing="$$missing $${pair##*:}"; done; \
for library in $(2); do dpkg -s $$library >/dev/null 2>&1 || ! command -v dpkg >/dev/null || missing="$$missing $$library"; done; \
if [ -n "$$missing" ]; then \
  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
    echo "installing$$missing"; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing; \
  else \
    echo "nianbao: missing packages. Run: sudo apt-get install$$missing" >&2; exit 1; \
  fi; \
fi
endef

# --- from raw reports to files, one rule a stage --------------------------------------------------------------------------

# Messages of a stage name the file; a report of which a part is refused still gives the rest (exit code 2).
# $(call extracting,target,source)
define extracting
$(1): $(2) $$(NIANBAO)
	@mkdir -p $$(@D)
	$$(NIANBAO) extract $$< -o $$@ || test $$$$? = 2

endef
# Beside the report, and from one folder into another.
$(foreach kind,$(KINDS) zip,$(eval $(call extracting,%.cells.csv,%.$(kind))))
$(foreach kind,$(KINDS),$(eval $(call extracting,$(OUT)/%.cells.csv,$(REPORTS)/%.$(kind))))

%.tidy.csv: %.cells.csv $(NIANBAO)
	$(NIANBAO) tidy $< -o $@ || test $$? = 2

%.xml: %.tidy.csv $(NIANBAO)
	$(NIANBAO) to-xml $< -o $@

NAMES := $(foreach kind,$(KINDS),$(patsubst $(REPORTS)/%.$(kind),%,$(filter %.$(kind),$(RAW))))

reports: same-names $(patsubst %,$(OUT)/%.xml,$(NAMES))

# report.docx and report.pdf would be written to one file.
same-names:
	$(if $(filter-out $(words $(sort $(NAMES))),$(words $(NAMES))),$(error two reports below $(REPORTS) differ in the ending of their names only: rename one))

# The files between the stages stay: they are for reading.
.PRECIOUS: %.cells.csv %.tidy.csv $(OUT)/%.cells.csv

demo: reports
	$(NIANBAO) convert $(REPORTS) -o $(OUT)/panel.csv
	$(NIANBAO) to-xlsx $(OUT)/panel.csv -o $(OUT)/panel.xlsx
	$(NIANBAO) to-csv --wide $(OUT)/panel.csv -o $(OUT)/panel-wide.csv
	@echo "The samples are converted: open $(OUT)/panel.xlsx with an office program, or read $(OUT)/panel.csv."

# --- tests ----------------------------------------------------------------------------------------------------------------

test: setup
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

thorough: setup
	$(SWIFT) build -c release --product check-readers
	.build/release/check-readers

FUZZ_SECONDS ?= 60

# Inputs to begin with are generated; what is found stays in .build/fuzz, beside what fails.
fuzz: setup
	$(SWIFT) build -c release --product check-readers
	NIANBAO_FUZZ=1 $(SWIFT) build -c release --sanitize fuzzer --product fuzz-readers --scratch-path .build/fuzz
	@set -e; export SWIFT_BACKTRACE=enable=no; \
	while IFS=: read -r reader form; do \
	  corpus=.build/fuzz/corpus/$$reader; mkdir -p $$corpus .build/fuzz/failures; \
	  for seed in 1 2 3 4 5 6 7 8; do \
	    .build/release/check-readers --print 1 --reports 1 --seed $$seed --form "$$form" > $$corpus/$$seed; \
	    if [ $$reader = word ]; then python3 -m zipfile -e $$corpus/$$seed .build/fuzz/word && mv .build/fuzz/word/word/document.xml $$corpus/$$seed; fi; \
	  done; \
	  echo "--- $$reader"; \
	  FUZZ_READER=$$reader .build/fuzz/release/fuzz-readers -max_total_time=$(FUZZ_SECONDS) -max_len=60000 -timeout=10 \
	    -rss_limit_mb=1024 -artifact_prefix=.build/fuzz/failures/$$reader- -dict=Tests/Fuzz/words.dict -verbosity=0 \
	    -print_final_stats=1 $$corpus; \
	done <<< $$'tabs:tab form\npipes:pipes, outer\nflow:PDF, layout\nhtml:HTML\ndocx:DOCX\npdf:PDF\nword:DOCX\ndoc:Word 97\nrtf:RTF\nmht:web archive\nodf:OpenDocument'

FILES ?= 20000
SEED ?= 1

fuzz-workbooks: $(NIANBAO)
	@$(call need,soffice:libreoffice-calc,python3-venv)
	@test -x .build/interop-venv/bin/python || python3 -m venv .build/interop-venv
	.build/interop-venv/bin/python -m pip install --quiet openpyxl python-calamine
	.build/interop-venv/bin/python Tests/InteropTests/Readers/fuzz_workbooks.py $(abspath $(NIANBAO)) $(FILES) $(SEED)

fuzz-word: $(NIANBAO)
	@$(call need,,python3-venv)
	@test -x .build/interop-venv/bin/python || python3 -m venv .build/interop-venv
	.build/interop-venv/bin/python -m pip install --quiet python-docx
	.build/interop-venv/bin/python Tests/InteropTests/Readers/fuzz_word.py $(abspath $(NIANBAO)) $(FILES) $(SEED)

INTEROP_PROGRAMS := soffice:libreoffice-calc lowriter:libreoffice-writer pdftotext:poppler-utils ssconvert:gnumeric xmllint:libxml2-utils sqlite3:sqlite3 parallel:parallel java:openjdk-17-jre-headless
# The font is for PDF files: without one, LibreOffice prints empty boxes for Chinese. WeasyPrint sets its lines with Pango.
INTEROP_PACKAGES := python3-venv fonts-wqy-microhei libpangoft2-1.0-0

interop: setup $(NIANBAO)
	@$(call need,$(INTEROP_PROGRAMS),$(INTEROP_PACKAGES))
	@test -x .build/interop-venv/bin/python || python3 -m venv .build/interop-venv
	.build/interop-venv/bin/python -m pip install --quiet openpyxl python-calamine xlsx2csv python-docx openxml-audit pyspark pyarrow pandas \
	  trafilatura lxml_html_clean html2text markdownify beautifulsoup4 weasyprint reportlab pikepdf pymupdf
	@# Versions that drop blank cells of tables, each in a folder of its own.
	for version in 1.12.2 2.0.0 2.1.0; do \
	  test -d .build/interop-trafilatura/$$version || .build/interop-venv/bin/python -m pip install --quiet \
	    --target .build/interop-trafilatura/$$version trafilatura==$$version lxml_html_clean || exit 1; \
	done
	Tests/InteropTests/Readers/validate-spreadsheetml --fetch
	$(SWIFT) build --build-tests
	NIANBAO=$(abspath $(NIANBAO)) NIANBAO_INTEROP=1 $(SWIFT) test --skip-build --filter InteropTests

# The sheets of docs/pictures/, as LibreOffice prints them.
pictures: $(NIANBAO)
	@$(call need,soffice:libreoffice-calc pdftoppm:poppler-utils,fonts-noto-cjk)
	python3 docs/pictures/draw.py $(NIANBAO)

golden: $(NIANBAO)
	$(MAKE) -B NIANBAO=$(NIANBAO) $(addsuffix .tidy.csv,$(basename $(wildcard $(addprefix samples/*.,$(KINDS) zip)))) samples/2019-form.xml samples/2021-form.xml
	RECORD_GOLDEN=1 $(SWIFT) test --filter CommandTests || true
	@git status --short samples Tests/CommandTests/Cases

# --- the rest ---------------------------------------------------------------------------------------------------------------

forms: $(NIANBAO)
	$(NIANBAO) forms --embed $(foreach form,$(sort $(wildcard schemas/forms/*.xml)),--form $(form)) -o Sources/Forms/EmbeddedForms.swift

install: $(NIANBAO)
	install -D -m 755 $(NIANBAO) $(DESTDIR)$(PREFIX)/bin/nianbao

format:
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Package.swift

lint:
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift

# The peers that stages are measured beside, in an environment of their own.
BENCH_PYTHON := .build/bench-venv/bin/python
PEERS := polars pyarrow duckdb pandas selectolax lxml python-docx rustpy-xlsxwriter fastexcel weasyprint pymupdf pdfplumber tabula-py

bench: $(NIANBAO) bench-peers
	$(BENCH_PYTHON) Benchmarks/bench.py

bench-quick: $(NIANBAO) bench-peers
	$(BENCH_PYTHON) Benchmarks/bench.py --quick

growth: $(NIANBAO) bench-peers
	$(BENCH_PYTHON) Benchmarks/growth.py

bench-peers: setup
	@$(call need,valgrind:valgrind pdftotext:poppler-utils,python3-venv libpangoft2-1.0-0 fonts-wqy-microhei)
	@test -x $(BENCH_PYTHON) || python3 -m venv .build/bench-venv
	$(BENCH_PYTHON) -m pip install --quiet $(PEERS)

clean:
	rm -rf .build $(OUT)

help:
	@sed -n 's/^# \(make.*\)/\1/p' Makefile
