-- traceback: no
local total = 0
for i, v in ipairs { 1, 2, "x", 4 } do total = total + v end
