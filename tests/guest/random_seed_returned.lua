-- math.randomseed returns the seed, by which the same numbers come again.
local a, b = math.randomseed(7, 9) print(a, b)
local x = math.random(0) math.randomseed(a, b) print(x == math.random(0))
