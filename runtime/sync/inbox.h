// The inbox of a context: a multi-producer, single-consumer queue with one exchange per push.
//
// Who may call: `push`, `untouched`: any thread; `pop`, `drained`: the thread acting for the context.
// This is Vyukov's intrusive MPSC list: a producer exchanges `head_` and then links the previous node. Between the two,
// a pop may find the next link missing although head has moved: it returns null, and the queue is neither drained nor
// untouched, so the consumer checks again instead of parking. inbox.pml checks order and loss, claim.pml parking.
#pragma once
#include "runtime/abi/atomic.h"

namespace hd {

struct InboxNode {
  Atomic<InboxNode*> next{nullptr};
};

class Inbox {
 public:
  Inbox() : head_(&stub_), tail_(&stub_) {}

  /// Wait-free. The exchange is sequentially consistent: it precedes the pusher's check of who acts for the context.
  /// Its partner is the parking thread, which changes the actor word and then checks the inbox (actor.h). With acquire
  /// and release, each could miss the other and the request would never be served.
  void push(InboxNode* node) {
    node->next.store(nullptr, std::memory_order_relaxed);  // the exchange publishes it to the next pusher
    InboxNode* previous = head_.exchange(node, std::memory_order_seq_cst);
    // Publishes the node's contents to pop's acquire. If relaxed, the consumer could read them before they are written.
    previous->next.store(node, std::memory_order_release);
  }

  InboxNode* pop() {
    InboxNode* tail = tail_;
    // Acquire: the node's contents. Partner: push's release.
    InboxNode* next = tail->next.load(std::memory_order_acquire);
    if (tail == &stub_) {
      if (!next) return nullptr;
      tail_ = tail = next;
      next = tail->next.load(std::memory_order_acquire);  // the next node's contents; partner: push
    }
    if (next) {
      tail_ = next;
      return tail;
    }
    // Relaxed: only compared. A stale head makes the stub re-enter the queue once more than needed.
    if (tail != head_.load(std::memory_order_relaxed)) return nullptr;  // a push is in progress
    push(&stub_);
    // Acquire: the caller may free the node, but a sender that came before the stub writes its link. If relaxed, the
    // memory could be freed before that write. Partner: push's release.
    next = tail->next.load(std::memory_order_acquire);
    if (!next) return nullptr;
    tail_ = next;
    return tail;
  }

  /// Returns true if every linked node has been popped.
  bool drained() const { return tail_ == &stub_; }
  /// Returns true if nothing was pushed after the stub that ends a drained queue. Called by a thread that has stopped
  /// acting, as its second check, after it found the queue drained. Sequentially consistent: partner: push's exchange.
  bool untouched() const { return head_.load(std::memory_order_seq_cst) == &stub_; }
  bool looks_empty() const { return drained() && untouched(); }

 private:
  Atomic<InboxNode*> head_;             // the producers' cache line
  alignas(64) Plain<InboxNode*> tail_;  // the consumer's
  InboxNode stub_;
};

}  // namespace hd
