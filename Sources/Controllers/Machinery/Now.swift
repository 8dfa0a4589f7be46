internal import Foundation
internal import Kube

/// The present in the forms that objects carry.
package enum Now {
    /// `2026-11-22T21:45:33Z`
    package static var seconds: String { Timestamp.now.description }

    /// `2026-11-22T21:45:33.108583Z`, as in leases.
    package static var micros: String { Timestamp.now.microseconds }

    package static var nanoseconds: Int64 { Int64(Date().timeIntervalSince1970 * 1_000_000_000) }

    /// Seconds since 1970 of a time that an object carries.
    package static func parse(_ text: String?) -> Double? {
        text.flatMap { Timestamp(parsing: $0) }.map { Double($0.secondsSince1970) + Double($0.nanoseconds) / 1_000_000_000 }
    }

    package static func age(_ text: String?) -> Double? {
        parse(text).map { Date().timeIntervalSince1970 - $0 }
    }
}
