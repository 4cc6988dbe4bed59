-- Counts the words of many documents into one shared table. Each context counts a document in a table of its own and
-- adds the result to the shared table under a lock: `total[word] = total[word] + n` reads and then writes, and without
-- the lock another context could write in between.
-- Usage: word_count.lua [CONTEXTS [DOCUMENTS]]
local context, tasklet = require "context", require "tasklet"
local contexts = tonumber(arg and arg[1]) or 2
local documents = tonumber(arg and arg[2]) or 12
local WORDS <const> = 500 -- in a document
local SHOWN <const> = 8

-- The vocabulary: every context reads it, none writes to it.
local vocabulary = {}
for _, start in ipairs { "ba", "de", "fi", "ko", "lu", "ma", "ne", "po", "ri", "su" } do
  for _, middle in ipairs { "la", "mi", "no", "ru", "ta" } do
    for _, ending in ipairs { "", "ck", "m", "n", "r", "st" } do vocabulary[#vocabulary + 1] = start .. middle .. ending end
  end
end

-- The text of a document; it stands for reading a file. As in natural text, a few words make up most of it.
local function read_document(number)
  local words, seed = {}, number
  for i = 1, WORDS do
    seed = (seed * 1103515245 + 12345) % 0x80000000
    local chance = seed / 0x80000000
    words[i] = vocabulary[math.floor(#vocabulary * chance * chance * chance) + 1]
  end
  return table.concat(words, " ")
end

local total, lock = {}, tasklet.lock()

local function add_to_total(counts)
  for word, n in pairs(counts) do total[word] = (total[word] or 0) + n end
end

local function count_documents(first, step)
  for number = first, documents, step do
    local counts = {}
    for word in read_document(number):gmatch "%a+" do counts[word] = (counts[word] or 0) + 1 end
    lock:run(add_to_total, counts)
  end
end

local handles = {}
for i = 1, contexts do handles[i] = context.spawn(count_documents, i, contexts) end
for _, handle in ipairs(handles) do
  local ok, problem = handle:join()
  if not ok then error(problem, 0) end
end

local words, sum = {}, 0
for word, n in pairs(total) do
  words[#words + 1] = word
  sum = sum + n
end
table.sort(words, function(a, b)
  if total[a] ~= total[b] then return total[a] > total[b] end
  return a < b
end)
print(sum .. " words, " .. #words .. " different ones")
for i = 1, math.min(SHOWN, #words) do print(words[i], total[words[i]]) end
