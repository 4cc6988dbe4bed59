// Writing out what streams hold, without waiting for threads that are in a call with one of them: such a call may wait
// for another process for ever. Any thread.
#pragma once

namespace hd {

/// Before another process is started, so that what was written earlier comes first: the streams that can be written and
/// that no other thread uses.
void flush_outputs();
/// At the end of the process: the same, where streams in use get a moment. Files that were read by way of an inherited
/// descriptor are left at the place up to which they were read.
void flush_at_exit();

}  // namespace hd
