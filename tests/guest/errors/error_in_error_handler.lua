print(xpcall(function() error("first", 0) end, function(m) return m .. " handled" end))
local t = nil
t.x = 1
