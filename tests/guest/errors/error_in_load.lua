local f = assert(load("local a = ... return a.b.c", "=loaded"))
print(pcall(f, { b = { c = 1 } }))
f({})
