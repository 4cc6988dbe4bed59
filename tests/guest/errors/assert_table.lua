assert(false, { "a table" })
