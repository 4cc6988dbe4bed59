-- Breadth and depth first search, Dijkstra, topological order, union-find, Floyd-Warshall, components.
local edges = { { "a", "b", 4 }, { "a", "c", 1 }, { "c", "b", 2 }, { "b", "d", 5 }, { "c", "d", 8 }, { "d", "e", 3 }, { "x", "y", 1 } }
local graph, nodes = {}, {}
for _, e in ipairs(edges) do
  for i = 1, 2 do if not graph[e[i]] then graph[e[i]] = {} nodes[#nodes + 1] = e[i] end end
  table.insert(graph[e[1]], { to = e[2], cost = e[3] })
end
table.sort(nodes)
local function bfs(from)
  local seen, order, queue, head = { [from] = 0 }, {}, { from }, 1
  while queue[head] do
    local n = queue[head] head = head + 1 order[#order + 1] = n .. seen[n]
    for _, e in ipairs(graph[n]) do if not seen[e.to] then seen[e.to] = seen[n] + 1 queue[#queue + 1] = e.to end end
  end
  return table.concat(order, " ")
end
local function dfs(n, seen, out) seen[n] = true out[#out + 1] = n for _, e in ipairs(graph[n]) do if not seen[e.to] then dfs(e.to, seen, out) end end return out end
print(bfs "a", bfs "x", table.concat(dfs("a", {}, {}), " "))
local function dijkstra(from)
  local dist, prev, done = { [from] = 0 }, {}, {}
  while true do
    local best
    for _, n in ipairs(nodes) do if dist[n] and not done[n] and (not best or dist[n] < dist[best]) then best = n end end
    if not best then return dist, prev end
    done[best] = true
    for _, e in ipairs(graph[best]) do local d = dist[best] + e.cost if not dist[e.to] or d < dist[e.to] then dist[e.to], prev[e.to] = d, best end end
  end
end
local dist, prev = dijkstra "a"
for _, n in ipairs(nodes) do local path, at = {}, dist[n] and n while at do table.insert(path, 1, at) at = prev[at] end print(n, dist[n], table.concat(path, "->")) end

local function topological(deps)
  local state, order, names = {}, {}, {}
  for n in pairs(deps) do names[#names + 1] = n end table.sort(names)
  local function visit(n, path)
    if state[n] == "done" then return end
    if state[n] then error("cycle: " .. table.concat(path, " > ") .. " > " .. n, 0) end
    state[n] = "open" path[#path + 1] = n
    for _, d in ipairs(deps[n] or {}) do visit(d, path) end
    path[#path] = nil state[n] = "done" order[#order + 1] = n
  end
  for _, n in ipairs(names) do visit(n, {}) end
  return table.concat(order, " ")
end
print(topological { shirt = { "wash" }, tie = { "shirt" }, jacket = { "tie", "belt" }, belt = { "trousers" }, wash = {} }) print(pcall(topological, { a = { "b" }, b = { "c" }, c = { "a" } }))

local parent = {} local function find(x) if parent[x] == nil or parent[x] == x then return x end parent[x] = find(parent[x]) return parent[x] end
local function union(a, b) a, b = find(a), find(b) if a ~= b then parent[b] = a return true end return false end
table.sort(edges, function(x, y) if x[3] ~= y[3] then return x[3] < y[3] end return x[1] < y[1] end) local total, tree = 0, {} for _, e in ipairs(edges) do if union(e[1], e[2]) then total = total + e[3] tree[#tree + 1] = e[1] .. e[2] end end print(total, table.concat(tree, " "))

local inf, n = math.huge, 8 local d = {} for i = 1, n do d[i] = {} for j = 1, n do d[i][j] = i == j and 0 or (j == i % n + 1 and i or (j == (i * 3) % n + 1 and 2 * i or inf)) end end
for k = 1, n do for i = 1, n do for j = 1, n do d[i][j] = math.min(d[i][j], d[i][k] + d[k][j]) end end end for i = 1, n do print(table.concat(d[i], " ")) end
local grid = { "#..#.", "##...", "...##", ".#.#.", "##..." } local mark, regions = {}, {} local function flood(r, c) if r < 1 or r > 5 or c < 1 or c > 5 or grid[r]:sub(c, c) ~= "#" or mark[r * 10 + c] then return 0 end mark[r * 10 + c] = true return 1 + flood(r + 1, c) + flood(r - 1, c) + flood(r, c + 1) + flood(r, c - 1) end
for r = 1, 5 do for c = 1, 5 do local s = flood(r, c) if s > 0 then regions[#regions + 1] = s end end end table.sort(regions) print(table.concat(regions, " "))
