-- Floating point in nested loops over arrays. Usage: spectral_norm.lua [N]
local n = tonumber(arg and arg[1]) or 60

local function entry(i, j)
  local ij = i + j - 1
  return 1.0 / (ij * (ij - 1) * 0.5 + i)
end

local function apply(x, y)
  for i = 1, n do
    local sum = 0
    for j = 1, n do sum = sum + x[j] * entry(i, j) end
    y[i] = sum
  end
end

local function apply_transposed(x, y)
  for i = 1, n do
    local sum = 0
    for j = 1, n do sum = sum + x[j] * entry(j, i) end
    y[i] = sum
  end
end

local u, v, t = {}, {}, {}
for i = 1, n do u[i] = 1 end
for _ = 1, 10 do
  apply(u, t) apply_transposed(t, v)
  apply(v, t) apply_transposed(t, u)
end
local uv, vv = 0, 0
for i = 1, n do
  uv, vv = uv + u[i] * v[i], vv + v[i] * v[i]
end
print(("%.9f"):format(math.sqrt(uv / vv)))
