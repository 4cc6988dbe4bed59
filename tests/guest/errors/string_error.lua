-- An uncaught error with a string: message, place, status 1.
print "before"
local function f() error("something broke") end
f()
