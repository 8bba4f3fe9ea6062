# The same verbs as dev.py, for those who like make. Arguments: make test ARGS="tests/core -x"
VERBS := run test setup check bench soak screenshots docs package smoke lock
.PHONY: $(VERBS)
$(VERBS):
	python3 dev.py $@ $(ARGS)
