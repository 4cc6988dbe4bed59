-- Sorting: the library's with and without a comparator, quicksort and merge sort in Lua. Usage: sort.lua [N]
local n = tonumber(arg and arg[1]) or 800
local seed = 42
local function random()
  seed = (seed * 16807) % 2147483647
  return seed
end
local function fresh()
  seed = 42
  local t = {}
  for i = 1, n do t[i] = random() % 100000 end
  return t
end
local function quicksort(t, lo, hi)
  while lo < hi do
    local pivot, i, j = t[(lo + hi) // 2], lo, hi
    while i <= j do
      while t[i] < pivot do i = i + 1 end
      while pivot < t[j] do j = j - 1 end
      if i <= j then
        t[i], t[j] = t[j], t[i]
        i, j = i + 1, j - 1
      end
    end
    if j - lo < hi - i then
      quicksort(t, lo, j)
      lo = i
    else
      quicksort(t, i, hi)
      hi = j
    end
  end
end
local function mergesort(t)
  local size, from, into = 1, t, {}
  while size < n do
    for lo = 1, n, 2 * size do
      local mid, hi = math.min(lo + size, n + 1), math.min(lo + 2 * size, n + 1)
      local i, j = lo, mid
      for k = lo, hi - 1 do
        if i < mid and (j >= hi or from[i] <= from[j]) then
          into[k], i = from[i], i + 1
        else
          into[k], j = from[j], j + 1
        end
      end
    end
    from, into, size = into, from, size * 2
  end
  return from
end
local function same(a, b)
  for i = 1, n do if a[i] ~= b[i] then return false end end
  return true
end
local library, descending, quick, words = fresh(), fresh(), fresh(), fresh()
table.sort(library)
table.sort(descending, function(a, b) return a > b end)
quicksort(quick, 1, n)
local merged = mergesort(fresh())
for i = 1, n do words[i] = ("w%06d"):format(words[i]) end
table.sort(words)
print(same(library, quick), same(library, merged), library[1] == descending[n], words[1], words[n])
