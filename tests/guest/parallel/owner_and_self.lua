-- Who owns what: an object belongs to the context that made it.
local context = require "context"
local mine = {}
local home = context.self()
print(context.owner(mine) == home, context.self() == home)
local handle = context.spawn(function(given)
  local made = {}
  local co = coroutine.wrap(function() return context.self() end)
  return context.self() ~= home, context.owner(given) == home, context.owner(made) == context.self(), co() == context.self(), made
end, mine)
local ok, elsewhere, given_is_ours, made_is_theirs, coroutine_inside, made = handle:join()
print(ok, elsewhere, given_is_ours, made_is_theirs, coroutine_inside)
print(context.owner(made) ~= home, context.owner(mine) == home)
made.child = {}
print(context.owner(made.child) == home)
print(math.type(context.count()), context.count() >= 1)
print(pcall(context.spawn) == false, pcall(context.spawn, "not a function") == false, pcall(context.run) == false)
