-- load with readers that return numbers, an empty string, or nothing, and with wrong arguments.
local parts = { "return ", 1, 2.5, "" }
local n = 0 print(load(function() n = n + 1 return parts[n] end)())
n = 0 parts = { "return ", 1, 2, nil } print(load(function() n = n + 1 return parts[n] end)())
print(pcall(load, "return 1", {}, {}))
print(pcall(load, 5))
print(load("\27x"))
print(load("return ...", 5)("x"))
