-- A cache that several contexts share. It keeps the pages that were used last; about 95 % of the requests find theirs.
-- A lookup changes the cache too, because the page that was found becomes the newest one, so it needs the lock.
-- A missing page is made without the lock: meanwhile the other contexts use the cache.
-- Usage: lru_cache.lua [CONTEXTS [REQUESTS]]
local context, tasklet = require "context", require "tasklet"
local contexts = tonumber(arg and arg[1]) or 2
local requests = tonumber(arg and arg[2]) or 1000 -- of one client
local CLIENTS <const>, CAPACITY <const> = 4, 64
local POPULAR <const>, PAGES <const> = 40, 100000 -- 96 % of the requests are for popular pages

-- The entries form a ring from the newest to the oldest; the entry `ring`, which has no page, closes it.
local Cache = {}
Cache.__index = Cache

function Cache.new(capacity)
  local ring = {}
  ring.newer, ring.older = ring, ring
  return setmetatable({ capacity = capacity, size = 0, entries = {}, ring = ring, lock = tasklet.lock() }, Cache)
end

local function unlink(entry)
  entry.newer.older, entry.older.newer = entry.older, entry.newer
end

local function make_newest(cache, entry)
  local ring = cache.ring
  entry.newer, entry.older = ring, ring.older
  ring.older.newer, ring.older = entry, entry
end

local function find(cache, key)
  local entry = cache.entries[key]
  if not entry then return nil end
  unlink(entry)
  make_newest(cache, entry)
  return entry.page
end

local function insert(cache, key, page)
  if cache.entries[key] then return end -- another context was faster
  if cache.size == cache.capacity then
    local oldest = cache.ring.newer
    unlink(oldest)
    cache.entries[oldest.key] = nil
  else
    cache.size = cache.size + 1
  end
  local entry = { key = key, page = page }
  cache.entries[key] = entry
  make_newest(cache, entry)
end

-- The page of that key, and whether the cache had it.
function Cache:get(key, make)
  local page = self.lock:run(find, self, key)
  if page then return page, true end
  page = make(key)
  self.lock:run(insert, self, key, page)
  return page, false
end

local function make_page(number)
  local lines = {}
  for i = 1, 30 do lines[i] = ("page %d, line %d: %d"):format(number, i, number * i % 97) end
  return table.concat(lines, "\n")
end

local cache = Cache.new(CAPACITY)

-- A client's requests, which are the same whoever serves it; returns the number of bytes sent and of pages found.
local function serve_client(client)
  local seed, bytes, hits = client, 0, 0
  local function random(n)
    seed = (seed * 1103515245 + 12345) % 0x80000000
    return (seed >> 8) % n + 1
  end
  for _ = 1, requests do
    local key = random(100) <= 96 and random(POPULAR) or random(PAGES)
    local page, hit = cache:get(key, make_page)
    bytes = bytes + #page
    if hit then hits = hits + 1 end
  end
  return bytes, hits
end

local function serve(first, step)
  local bytes, hits = 0, 0
  for client = first, CLIENTS, step do
    local b, h = serve_client(client)
    bytes, hits = bytes + b, hits + h
  end
  return bytes, hits
end

local handles, bytes, hits = {}, 0, 0
for i = 1, contexts do handles[i] = context.spawn(serve, i, contexts) end
for _, handle in ipairs(handles) do
  local ok, b, h = handle:join()
  if not ok then error(b, 0) end
  bytes, hits = bytes + b, hits + h
end
print(CLIENTS * requests .. " requests, " .. bytes .. " bytes")
print("more than 90 % found:", hits / (CLIENTS * requests) > 0.9)
print("pages in the cache:", cache.size)
