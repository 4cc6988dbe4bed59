-- What contexts do with shared objects, by kind. Each kind has
--   make(m)                     makes m objects, in their home
--   work(objects, id, n, w)     worker `id` does n operations on random objects, every w-th one a write; returns a number
--                               that no schedule can change
--   check(objects, writes)      afterwards: raises an error if the objects are in a state that no schedule explains; may
--                               return a number that no schedule can change. `writes` counts the writes of all workers.
local kinds = {}

-- A linear congruential generator of 31 bits; its low bits are poor, so they are not used.
local FACTOR <const>, STEP <const>, BITS <const>, LOW <const> = 1103515245, 12345, 0x7fffffff, 8
local function seed(id) return id * 7919 + 104729 end

local function fill(m, new)
  local objects = {}
  for i = 1, m do objects[i] = new(i) end
  return objects
end

-- Increments of the same counter get lost in races, but none is invented.
local function check_counts(counts, writes)
  local sum = 0
  for _, count in ipairs(counts) do
    assert(math.type(count) == "integer" and count >= 0)
    sum = sum + count
  end
  assert(sum <= writes and (sum > 0) == (writes > 0))
end

local function integer(sum)
  assert(math.type(sum) == "integer")
  return 0
end

kinds.fields = {
  make = function(m) return fill(m, function() return { v = 0 } end) end,
  work = function(objects, id, n, w)
    local x, m, left, sum = seed(id), #objects, w, 0
    for _ = 1, n do
      x = (x * FACTOR + STEP) & BITS
      local t = objects[(x >> LOW) % m + 1]
      left = left - 1
      if left == 0 then
        left = w
        t.v = t.v + 1
      else
        sum = sum + t.v
      end
    end
    return integer(sum)
  end,
  check = function(objects, writes)
    check_counts(fill(#objects, function(i) return objects[i].v end), writes)
  end,
}

-- Every worker increments keys of its own in all tables, and reads all keys: no increment may get lost.
local STRIDE <const> = 8
kinds.integers = {
  make = function(m)
    local keys = m == 1 and 1000 or 2 * STRIDE
    return fill(m, function()
      local t = {}
      for k = 1, keys do t[k] = 0 end
      return t
    end)
  end,
  work = function(objects, id, n, w)
    local x, m, left, sum, keys = seed(id), #objects, w, 0, #objects[1]
    for _ = 1, n do
      x = (x * FACTOR + STEP) & BITS
      local t, k = objects[(x >> LOW) % m + 1], (x >> LOW + 4) % keys
      left = left - 1
      if left == 0 then
        left = w
        k = k - k % STRIDE + id
        t[k] = t[k] + 1
      else
        sum = sum + t[k + 1]
      end
    end
    return integer(sum)
  end,
  check = function(objects, writes)
    local sum = 0
    for _, t in ipairs(objects) do
      for _, v in ipairs(t) do sum = sum + v end
    end
    assert(sum == writes)
    return sum
  end,
}

local function names(count, prefix)
  return fill(count, function(i) return prefix .. i end)
end

-- Tables of 100 settings.
kinds.settings = {
  make = function(m)
    local keys = names(100, "setting")
    return fill(m, function()
      local t = {}
      for _, key in ipairs(keys) do t[key] = 0 end
      return t
    end)
  end,
  work = function(objects, id, n, w)
    local x, m, left, sum, keys = seed(id), #objects, w, 0, names(100, "setting")
    for i = 1, n do
      x = (x * FACTOR + STEP) & BITS
      local t, key = objects[(x >> LOW) % m + 1], keys[(x >> LOW + 4) % 100 + 1]
      left = left - 1
      if left == 0 then
        left = w
        t[key] = i
      else
        sum = sum + t[key]
      end
    end
    return integer(sum)
  end,
  check = function(objects)
    local keys = 0
    for _, t in ipairs(objects) do
      for _, v in pairs(t) do
        assert(math.type(v) == "integer")
        keys = keys + 1
      end
    end
    assert(keys == 100 * #objects)
  end,
}

-- Every worker adds 64 keys of its own, then removes them, and so on; it reads a key that it may have added.
kinds.newkeys = {
  make = function(m) return fill(m, function() return {} end) end,
  work = function(objects, id, n, w)
    local x, m, left, sum, keys, written = seed(id), #objects, w, 0, names(64, "of" .. id .. "no"), 0
    for i = 1, n do
      x = (x * FACTOR + STEP) & BITS
      local t = objects[(x >> LOW) % m + 1]
      left = left - 1
      if left == 0 then
        left = w
        if written & 64 == 0 then t[keys[(written & 63) + 1]] = i else t[keys[(written & 63) + 1]] = nil end
        written = written + 1
      else
        sum = sum + (t[keys[(x >> LOW + 4 & 63) + 1]] or 0)
      end
    end
    return sum
  end,
  check = function(objects)
    local sum = 0
    for _, t in ipairs(objects) do
      for _, v in pairs(t) do sum = sum + v end
    end
    return sum
  end,
}

-- Every worker appends 128 times, then removes the last item as often.
kinds.append = {
  make = function(m) return fill(m, function() return {} end) end,
  work = function(objects, id, n, w)
    local x, m, left, sum, written = seed(id), #objects, w, 0, 0
    for _ = 1, n do
      x = (x * FACTOR + STEP) & BITS
      local t = objects[(x >> LOW) % m + 1]
      left = left - 1
      if left == 0 then
        left = w
        if written & 128 == 0 then t[#t + 1] = id else t[#t] = nil end
        written = written + 1
      else
        sum = sum + (t[#t] or 0)
      end
    end
    return integer(sum)
  end,
  check = function(objects, writes)
    local items = 0
    for _, t in ipairs(objects) do
      for k, v in pairs(t) do
        assert(k >= 1 and v >= 1 and v <= STRIDE)
        items = items + 1
      end
    end
    assert(items <= writes)
  end,
}

-- Work on objects that are called, one way to read and another to write.
local function calling(read, write)
  return function(objects, id, n, w)
    local x, m, left, sum = seed(id), #objects, w, 0
    for _ = 1, n do
      x = (x * FACTOR + STEP) & BITS
      local object = objects[(x >> LOW) % m + 1]
      left = left - 1
      if left == 0 then
        left = w
        write(object)
      else
        sum = sum + read(object)
      end
    end
    return integer(sum)
  end
end

kinds.methods = {
  make = function(m)
    local Counter = {}
    Counter.__index = Counter
    function Counter:get() return self.v end
    function Counter:add(n) self.v = self.v + n end
    return fill(m, function() return setmetatable({ v = 0 }, Counter) end)
  end,
  work = calling(function(t) return t:get() end, function(t) t:add(1) end),
  check = function(objects, writes)
    check_counts(fill(#objects, function(i) return objects[i]:get() end), writes)
  end,
}

kinds.upvalues = {
  make = function(m)
    return fill(m, function()
      local v = 0
      return function(n)
        if n then v = v + n end
        return v
      end
    end)
  end,
  work = calling(function(f) return f() end, function(f) f(1) end),
  check = function(objects, writes)
    check_counts(fill(#objects, function(i) return objects[i]() end), writes)
  end,
}

-- An operation is a whole traversal; with a write, it first changes one entry. Each entry is seen once.
local ENTRIES <const> = 16
kinds.next = {
  make = function(m)
    local keys = names(ENTRIES, "entry")
    return fill(m, function()
      local t = {}
      for _, key in ipairs(keys) do t[key] = 1 end
      return t
    end)
  end,
  work = function(objects, id, n, w)
    local x, m, left, seen, keys = seed(id), #objects, w, 0, names(ENTRIES, "entry")
    for i = 1, n do
      x = (x * FACTOR + STEP) & BITS
      local t = objects[(x >> LOW) % m + 1]
      left = left - 1
      if left == 0 then
        left = w
        t[keys[i % ENTRIES + 1]] = i
      end
      for _, v in pairs(t) do
        if v > 0 then seen = seen + 1 end
      end
    end
    assert(seen == n * ENTRIES)
    return seen
  end,
  check = function() end,
}

-- Results of a function, looked up by its argument. A write forgets one, which is then computed anew.
local function compute(key)
  local result = key
  for i = 1, 10 do result = (result * 31 + i) & 0xffff end
  return result
end
kinds.memo = {
  make = function(m)
    local keys = m == 1 and 1024 or 16
    return fill(m, function()
      local t = {}
      for k = 1, keys do t[k] = compute(k) end
      return t
    end)
  end,
  work = function(objects, id, n, w)
    local x, m, left, sum = seed(id), #objects, w, 0
    local keys = m == 1 and 1024 or 16
    for _ = 1, n do
      x = (x * FACTOR + STEP) & BITS
      local t, key = objects[(x >> LOW) % m + 1], (x >> LOW + 4) % keys + 1
      left = left - 1
      if left == 0 then
        left = w
        t[key] = nil
      end
      local result = t[key]
      if not result then
        result = compute(key)
        t[key] = result
      end
      sum = sum + result
    end
    return sum
  end,
  check = function(objects)
    for _, t in ipairs(objects) do
      for key, result in pairs(t) do assert(result == compute(key)) end
    end
  end,
}

-- Half of the workers send to one channel, the others receive as many items. `w` is not used.
kinds.channels = {
  make = function(capacity) return { require "tasklet".channel(capacity) } end,
  work = function(objects, id, n)
    local channel, sum = objects[1], 0
    for i = 1, n do
      if id & 1 == 1 then channel:send(i) else sum = sum + channel:receive() end
    end
    return sum
  end,
  check = function() end,
}

-- A structure of m records in rows of 1,000; an operation traverses all of it. Nobody writes.
kinds.structure = {
  make = function(m)
    return fill(m // 1000, function(row)
      return fill(1000, function(i) return { id = i, v = row & 7 } end)
    end)
  end,
  work = function(rows, _, n)
    local sum = 0
    for _ = 1, n do
      for r = 1, #rows do
        local row = rows[r]
        for i = 1, #row do sum = sum + row[i].v end
      end
    end
    return sum
  end,
  check = function() end,
}

return kinds
