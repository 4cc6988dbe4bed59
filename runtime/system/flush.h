// Flushing streams without waiting for threads that are in a call on one of them: such a call may wait for another
// process forever. Any thread.
#pragma once

namespace hd {

/// Flushes the writable streams that no other thread uses. Called before another process is started, so that what was
/// written earlier comes first.
void flush_outputs();
/// Flushes all streams at the end of the process, giving those in use a moment. Leaves files read through an inherited
/// descriptor at the position up to which they were read.
void flush_at_exit();

}  // namespace hd
