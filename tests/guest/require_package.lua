-- require: loaded, preload, searchers, path templates, errors.
print(type(package.loaded), type(package.preload), type(package.path), type(package.cpath), type(package.searchers), #package.searchers, package.config:sub(1, 1))
print(package.loaded._G == _G, package.loaded.string == string, require "string" == string, require "_G" == _G, require("math") == math)
package.preload.first = function(...) print("loading", ...) return { name = "first" } end
local m, extra = require "first" print(m.name, extra) print(require "first" == m, package.loaded.first == m)
package.preload.no_result = function() end print(require "no_result") print(package.loaded.no_result)
package.preload.false_result = function() return false end print(require "false_result") print(package.loaded.false_result)
package.preload.sets_loaded = function(name) package.loaded[name] = "set by itself" end print(require "sets_loaded")
package.preload.fails = function() error("load failure", 0) end print(pcall(require, "fails")) print(package.loaded.fails)
package.loaded.first = nil print(require("first") ~= m)

print("-- files")
local dir = os.tmpname() os.remove(dir)
local function write(path, text) local f = assert(io.open(path, "w")) f:write(text) f:close() end
local old = package.path package.path = dir .. "_?.lua;" .. dir .. "_?_init.lua"
write(dir .. "_mod.lua", "local name, file = ... ; counter = (counter or 0) + 1; return { name = name, has_file = file ~= nil, n = counter }")
write(dir .. "_pkg_init.lua", "return 'init ' .. ...")
write(dir .. "_broken.lua", "return = 1")
write(dir .. "_raises.lua", "error('from module', 0)")
local mod, where = require "mod" print(mod.name, mod.has_file, mod.n, where == dir .. "_mod.lua") print(require("mod").n, counter) print((require "pkg")) counter = nil
print((select(2, pcall(require, "broken")):gsub(dir, "DIR"):gsub("%s+", " "))) print((select(2, pcall(require, "raises"))))
print((select(2, pcall(require, "missing")):gsub(dir, "DIR"):gsub("no file '[^D][^\n]*\n?%s*", "")))
print((package.searchpath("mod", package.path):gsub(dir, "DIR"))) print((select(2, package.searchpath("a.b", "./?.x;/?/?.y")))) print((select(2, package.searchpath("a.b", "?;?", "", "/")))) print((select(2, package.searchpath("a-b", "q?", "-", "+"))))
for _, n in ipairs { "_mod.lua", "_pkg_init.lua", "_broken.lua", "_raises.lua" } do os.remove(dir .. n) end
package.path = old

print("-- searchers")
table.insert(package.searchers, 2, function(name) if name:match "^virtual%." then return function(n, data) return n .. " via " .. data end, "my data" end return "\n\tno virtual '" .. name .. "'" end)
print(require "virtual.thing") print((select(2, pcall(require, "nowhere")):match "no virtual 'nowhere'")) table.remove(package.searchers, 2)
local saved = package.path package.path = nil print(pcall(require, "anything")) package.path = saved
local s = package.searchers package.searchers = nil print(pcall(require, "anything")) package.searchers = s
print(pcall(require)) print(pcall(require, {})) print(select("#", package.searchpath("x", "")))
