import NIOCore

/// A time-out that can be set and cancelled many times without allocating: requests own theirs for life.
final class WheelTimer {
    fileprivate var deadline: UInt64 = 0
    fileprivate var level = -1
    fileprivate var slot = 0
    fileprivate var index = 0
    fileprivate let fire: () -> Void

    init(_ fire: @escaping () -> Void) { self.fire = fire }

    var isSet: Bool { level >= 0 }
}

/// Timers of one event loop, kept in slots of growing width: setting and cancelling one costs a few instructions, and
/// the loop is woken only where a slot has something in it.
///
/// Times are monotonic nanoseconds; a timer fires up to one tick late, never early.
final class TimerWheel {
    /// 4 ms.
    private static let tickShift: UInt64 = 22
    private static let slotBits: UInt64 = 8
    private static let slotCount = 256
    private static let levelCount = 4

    private var levels: [[[WheelTimer]]]
    private var counts: [Int]
    private var current: UInt64
    private var wakeUp: Scheduled<Void>?
    private var wakeUpTick: UInt64 = .max
    private let loop: any EventLoop
    private var isFiring = false
    /// Told the time before timers fire.
    var woke: (UInt64) -> Void = { _ in }

    init(loop: any EventLoop) {
        self.loop = loop
        levels = Array(
            repeating: Array(repeating: [], count: TimerWheel.slotCount), count: TimerWheel.levelCount)
        counts = Array(repeating: 0, count: TimerWheel.levelCount)
        current = NIODeadline.now().uptimeNanoseconds >> TimerWheel.tickShift
    }

    func set(_ timer: WheelTimer, after nanoseconds: UInt64, now: UInt64) {
        if timer.isSet { remove(timer) }
        let (deadline, overflow) = now.addingReportingOverflow(nanoseconds)
        timer.deadline = overflow ? .max >> 1 : deadline
        let slotTick = insert(timer)
        if !isFiring, slotTick < wakeUpTick { scheduleWakeUp(at: slotTick) }
    }

    func cancel(_ timer: WheelTimer) {
        if timer.isSet { remove(timer) }
    }

    /// The tick at or after a timer's deadline.
    private func tick(of timer: WheelTimer) -> UInt64 {
        let tick = (timer.deadline + (1 << TimerWheel.tickShift) - 1) >> TimerWheel.tickShift
        return max(tick, current + 1)
    }

    /// Returns the tick at which the timer's slot begins.
    @discardableResult
    private func insert(_ timer: WheelTimer) -> UInt64 {
        let tick = tick(of: timer)
        var distance = (tick - current) >> TimerWheel.slotBits
        var level = 0
        while distance > 0, level < TimerWheel.levelCount - 1 {
            level += 1
            distance >>= TimerWheel.slotBits
        }
        let shift = TimerWheel.slotBits * UInt64(level)
        // Beyond the last level's reach it waits in that level's farthest slot and is placed anew from there.
        let farthest = (current >> shift) + UInt64(TimerWheel.slotCount) - 1
        let position = min(tick >> shift, farthest)
        let slot = Int(position & UInt64(TimerWheel.slotCount - 1))
        timer.level = level
        timer.slot = slot
        timer.index = levels[level][slot].count
        levels[level][slot].append(timer)
        counts[level] += 1
        return position << shift
    }

    private func remove(_ timer: WheelTimer) {
        let (level, slot, index) = (timer.level, timer.slot, timer.index)
        timer.level = -1
        counts[level] -= 1
        let last = levels[level][slot].removeLast()
        if last !== timer {
            levels[level][slot][index] = last
            last.index = index
        }
    }

    // MARK: Waking

    /// The first tick at which a slot has something in it.
    private func nextTick() -> UInt64? {
        var best: UInt64?
        for level in 0..<TimerWheel.levelCount where counts[level] > 0 {
            let shift = TimerWheel.slotBits * UInt64(level)
            let base = current >> shift
            for offset in 1...UInt64(TimerWheel.slotCount) {
                let slot = Int((base + offset) & UInt64(TimerWheel.slotCount - 1))
                if !levels[level][slot].isEmpty {
                    let tick = (base + offset) << shift
                    best = min(best ?? tick, tick)
                    break
                }
            }
        }
        return best
    }

    /// A wake-up that is early enough already stands; one that turns out needless costs less than moving it.
    private func scheduleWakeUp(at tick: UInt64) {
        wakeUp?.cancel()
        wakeUpTick = tick
        let deadline = NIODeadline.uptimeNanoseconds(tick << TimerWheel.tickShift)
        wakeUp = loop.assumeIsolated().scheduleTask(deadline: deadline) { [weak self] in self?.wake() }
    }

    private func wake() {
        wakeUp = nil
        wakeUpTick = .max
        let now = NIODeadline.now().uptimeNanoseconds
        woke(now)
        advance(to: now)
        if let next = nextTick() { scheduleWakeUp(at: next) }
    }

    /// Fires everything that is due. Timers may be set and cancelled while this goes on.
    func advance(to now: UInt64) {
        let target = now >> TimerWheel.tickShift
        isFiring = true
        defer { isFiring = false }
        while current < target {
            guard let next = nextTick(), next <= target else {
                current = target
                return
            }
            current = next
            cascade()
            let slot = Int(current & UInt64(TimerWheel.slotCount - 1))
            while let timer = levels[0][slot].last {
                remove(timer)
                timer.fire()
            }
        }
    }

    /// Moves timers of wider slots that begin now into narrower ones.
    private func cascade() {
        for level in (1..<TimerWheel.levelCount).reversed() where counts[level] > 0 {
            let shift = TimerWheel.slotBits * UInt64(level)
            guard current & ((1 << shift) - 1) == 0 else { continue }
            let slot = Int(current >> shift & UInt64(TimerWheel.slotCount - 1))
            let timers = levels[level][slot]
            levels[level][slot] = []
            counts[level] -= timers.count
            for timer in timers { timer.level = -1 }
            for timer in timers { place(timer) }
        }
    }

    private func place(_ timer: WheelTimer) {
        let due = (timer.deadline + (1 << TimerWheel.tickShift) - 1) >> TimerWheel.tickShift
        guard due <= current else {
            insert(timer)
            return
        }
        // Due at this very tick: into the slot that is about to be fired.
        let slot = Int(current & UInt64(TimerWheel.slotCount - 1))
        timer.level = 0
        timer.slot = slot
        timer.index = levels[0][slot].count
        levels[0][slot].append(timer)
        counts[0] += 1
    }

    func shutdown() {
        wakeUp?.cancel()
        wakeUp = nil
        for level in levels.indices {
            for slot in levels[level].indices {
                for timer in levels[level][slot] { timer.level = -1 }
                levels[level][slot] = []
            }
            counts[level] = 0
        }
    }
}
