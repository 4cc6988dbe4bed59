-- Contexts relink a ring whose entries they made themselves, under a lock: entries of all homes are used in turn, and
-- come to lie in one home.
local context, tasklet = require "context", require "tasklet"
local CONTEXTS <const>, ENTRIES <const>, ROUNDS <const> = 3, 8, 1500
local ring, lock = { size = 0, uses = 0 }, tasklet.lock()
ring.newer, ring.older = ring, ring

local function add(entry)
  entry.newer, entry.older = ring, ring.older
  ring.older.newer, ring.older = entry, entry
  ring.size = ring.size + 1
end

-- The oldest entry becomes the newest.
local function rotate()
  local entry = ring.newer
  entry.newer.older, entry.older.newer = entry.older, entry.newer
  entry.newer, entry.older = ring, ring.older
  ring.older.newer, ring.older = entry, entry
  entry.uses = entry.uses + 1
  ring.uses = ring.uses + 1
end

local function work(id)
  for i = 1, ENTRIES do lock:run(add, { id = id, number = i, uses = 0 }) end
  for _ = 1, ROUNDS do lock:run(rotate) end
end

local handles = {}
for id = 1, CONTEXTS do handles[id] = context.spawn(work, id) end
for _, handle in ipairs(handles) do assert(handle:join()) end

local seen, size, uses = {}, 0, 0
local entry = ring.newer
while entry ~= ring do
  assert(entry.newer.older == entry and entry.older.newer == entry)
  local name = entry.id .. "." .. entry.number
  assert(not seen[name])
  seen[name] = true
  size, uses = size + 1, uses + entry.uses
  entry = entry.newer
end
print(size, ring.size, uses, ring.uses)
