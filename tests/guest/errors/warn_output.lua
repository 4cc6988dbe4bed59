warn("@on")
print "a warning follows"
warn("watch ", "out")
