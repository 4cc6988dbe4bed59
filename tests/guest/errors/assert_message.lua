print(assert(1, "fine"))
assert(false, "assertion message")
