-- Matrices: product, power, transpose, determinant by elimination, solving.
local Matrix = {}
Matrix.__index = Matrix
function Matrix.new(rows) return setmetatable(rows, Matrix) end
function Matrix.identity(n)
  local m = {}
  for i = 1, n do m[i] = {} for j = 1, n do m[i][j] = i == j and 1 or 0 end end
  return Matrix.new(m)
end
function Matrix.__mul(a, b)
  local m = {}
  for i = 1, #a do
    m[i] = {}
    for j = 1, #b[1] do
      local s = 0
      for k = 1, #b do s = s + a[i][k] * b[k][j] end
      m[i][j] = s
    end
  end
  return Matrix.new(m)
end
function Matrix.__pow(a, n)
  local r = Matrix.identity(#a)
  while n > 0 do
    if n & 1 == 1 then r = r * a end
    a, n = a * a, n >> 1
  end
  return r
end
function Matrix.__eq(a, b)
  for i = 1, #a do for j = 1, #a[i] do if a[i][j] ~= b[i][j] then return false end end end
  return #a == #b
end
function Matrix.__tostring(a)
  local rows = {}
  for i, row in ipairs(a) do
    local cells = {}
    for j, v in ipairs(row) do cells[j] = tostring(v) end
    rows[i] = "[" .. table.concat(cells, " ") .. "]"
  end
  return table.concat(rows, "\n")
end
function Matrix:transpose()
  local m = {}
  for j = 1, #self[1] do m[j] = {} for i = 1, #self do m[j][i] = self[i][j] end end
  return Matrix.new(m)
end
-- Fraction-free (Bareiss), so integers stay integers.
function Matrix:determinant()
  local a, n, sign, last = {}, #self, 1, 1
  for i = 1, n do a[i] = { table.unpack(self[i]) } end
  for k = 1, n - 1 do
    if a[k][k] == 0 then
      local swap
      for i = k + 1, n do if a[i][k] ~= 0 then swap = i break end end
      if not swap then return 0 end
      a[k], a[swap], sign = a[swap], a[k], -sign
    end
    for i = k + 1, n do
      for j = k + 1, n do a[i][j] = (a[i][j] * a[k][k] - a[i][k] * a[k][j]) // last end
    end
    last = a[k][k]
  end
  return sign * a[n][n]
end

local a, b = Matrix.new { { 1, 2 }, { 3, 4 } }, Matrix.new { { 0, 1 }, { 1, 0 } }
print(a * b) print(b * a) print(a * b == b * a, a * Matrix.identity(2) == a)
print(Matrix.new { { 1, 1 }, { 1, 0 } } ^ 90)
print(Matrix.new({ { 1, 2, 3 }, { 4, 5, 6 } }):transpose()) print((a * b):transpose() == b:transpose() * a:transpose())
print(a:determinant(), Matrix.new({ { 2, 0, 1 }, { 1, 3, 2 }, { 1, 1, 4 } }):determinant(), Matrix.new({ { 1, 2 }, { 2, 4 } }):determinant(), Matrix.new({ { 0, 1 }, { 1, 0 } }):determinant())
local function solve(m, v)
  local n = #m
  for i = 1, n do m[i][n + 1] = v[i] end
  for c = 1, n do
    local p = c
    for i = c + 1, n do if math.abs(m[i][c]) > math.abs(m[p][c]) then p = i end end
    m[c], m[p] = m[p], m[c]
    for i = 1, n do if i ~= c then local f = m[i][c] / m[c][c] for j = c, n + 1 do m[i][j] = m[i][j] - f * m[c][j] end end end
  end
  local x = {}
  for i = 1, n do x[i] = ("%.4f"):format(m[i][n + 1] / m[i][i]) end
  return table.concat(x, " ")
end
print(solve({ { 2, 1, -1 }, { -3, -1, 2 }, { -2, 1, 2 } }, { 8, -11, -3 }))
local big = {}
for i = 1, 20 do big[i] = {} for j = 1, 20 do big[i][j] = (i * j) % 7 - 3 end end
local m = Matrix.new(big) local sq = m * m local trace = 0 for i = 1, 20 do trace = trace + sq[i][i] end print(trace)
