-- What is alive at the end is finalized in reverse order of marking; close variables of the main chunk run.
-- stress: no
local a = setmetatable({ name = "a" }, { __gc = function(o) print("gc " .. o.name) end })
local b = setmetatable({ name = "b" }, getmetatable(a))
held = { a, b }
local c <close> = setmetatable({}, { __close = function() print "close main chunk" end })
print "main ends"
-- one that would be finalized again and again is not, at the end
local again = {}
again.__gc = function(o) print("again") setmetatable(o, again) end
setmetatable({}, again)
