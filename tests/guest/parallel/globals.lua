-- Globals and library tables are one for all contexts.
local context = require "context"
counter_name = "set before"
function global_function(x) return x .. " via global" end
print(context.spawn(function()
  from_child = counter_name .. ", seen by child"
  counter_name = "changed by child"
  string.shout = function(s) return s:upper() .. "!" end
  return global_function "called", type(print), string.format("%d", 7), math.max(1, 2), _G.from_child ~= nil
end):join())
print(from_child) print(counter_name) print(("hey"):shout())
local handles = {}
for i = 1, 6 do handles[i] = context.spawn(function(n) _G["g" .. n] = n * n; return global_function(n), require "context" == context end, i) end
for i = 1, 6 do print(handles[i]:join()) end
print(g1 + g2 + g3 + g4 + g5 + g6)
package.preload.loaded_once = function() load_count = (load_count or 0) + 1 return { n = load_count } end
print(require("loaded_once").n, context.spawn(function() return require("loaded_once").n end):join())
string.shout = nil
