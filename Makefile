# Everything is in dev.py, which also works without make.
.PHONY: setup demo test check shell bench lock clean
setup demo test check shell lock clean:
	@python3 dev.py $@ $(ARGS)
bench:
	@python3 dev.py bench $(ARGS)
