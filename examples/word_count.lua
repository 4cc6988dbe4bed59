-- Counts words with several contexts: each takes every n-th line and returns a table of its own.
-- Usage: word_count.lua [CONTEXTS]
local context = require "context"
local contexts = tonumber(arg and arg[1]) or 2

local lines = {}
for i = 1, 200 do
  lines[i] = ("line %d of a text with some words and word %d"):format(i, i % 7)
end

local function count(text, first, step)
  local counts = {}
  for i = first, #text, step do
    for word in text[i]:gmatch "%a+" do counts[word] = (counts[word] or 0) + 1 end
  end
  return counts
end

local handles = {}
for i = 1, contexts do handles[i] = context.spawn(count, lines, i, contexts) end

local total = {}
for _, handle in ipairs(handles) do
  local ok, counts = handle:join()
  if not ok then error(counts, 0) end
  for word, n in pairs(counts) do total[word] = (total[word] or 0) + n end
end

local words = {}
for word in pairs(total) do words[#words + 1] = word end
table.sort(words)
for _, word in ipairs(words) do print(word, total[word]) end
