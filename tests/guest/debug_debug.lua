-- debug.debug runs what it reads until it reads `cont`.
-- stdin: print("typed", 1 + 1)\nlocal x <const> = 5 print(x)\ncont\nprint "never"\n
debug.debug()
print "after debug.debug"
