local t = {}
print "calling"
t.missing()
