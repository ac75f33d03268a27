"""What the operating system says went wrong, in Chinese: its own words (its ``strerror``) are English or follow the
language of the machine."""

from __future__ import annotations

import errno
from types import MappingProxyType

REASONS = MappingProxyType(
    {
        "EACCES": "没有权限",
        "EPERM": "没有权限",
        "EROFS": "所在的磁盘是只读的",
        "ENOENT": "文件或文件夹不存在",
        "EEXIST": "已有同名的文件或文件夹",
        "EISDIR": "这是文件夹，不是文件",
        "ENOTDIR": "路径中有一段是文件，不是文件夹",
        "ENOTEMPTY": "文件夹不是空的",
        "ELOOP": "符号链接互相指向，没有尽头",
        "ENAMETOOLONG": "文件名或路径过长",
        "EINVAL": "文件名或操作不被系统接受",
        "ENOSPC": "磁盘空间不足",
        "EDQUOT": "磁盘配额已用完",
        "EFBIG": "文件超过系统允许的大小",
        "EIO": "磁盘读写出错",
        "ENXIO": "设备不存在",
        "ENODEV": "设备不存在",
        "EBUSY": "文件或设备正被占用",
        "ETXTBSY": "文件正被占用",
        "EAGAIN": "文件正被占用",
        "EXDEV": "两处不在同一磁盘上",
        "EMLINK": "链接过多",
        "EMFILE": "打开的文件过多",
        "ENFILE": "系统打开的文件过多",
        "ENOMEM": "内存不足",
        "EPIPE": "接收方已经关闭",
        "ESTALE": "网络磁盘上的文件已经变动",
        "ETIMEDOUT": "等待超时",
        "ECONNREFUSED": "连接被拒绝",
        "ECONNRESET": "连接被对方中断",
        "EADDRINUSE": "地址或端口已被占用",
        "EADDRNOTAVAIL": "本机没有这个地址",
        "EAFNOSUPPORT": "本机不支持这种地址",
        "ENETUNREACH": "网络不通",
        "EHOSTUNREACH": "找不到通往对方的网络",
    }
)
"""The names of errors (POSIX.1-2017, ``<errno.h>``; which of them there are depends on the system) → why, as a phrase
that fits after 无法读取： or inside brackets."""


def refusal(error: OSError | UnicodeDecodeError) -> str:
    """Why a file cannot be used, without a full stop. What the table lacks is named by its symbol, so that somebody can
    look it up."""
    if isinstance(error, UnicodeDecodeError):
        return f"从第 {error.start + 1} 个字节起不是 {error.encoding.upper()} 编码"
    import socket  # loaded where something was refused, and not by every command

    if isinstance(error, socket.gaierror):
        return "找不到这个网络地址"
    if error.errno is None:
        return "系统没有说明原因"
    name = errno.errorcode.get(error.errno, str(error.errno)).removeprefix("WSA")  # Winsock's own names for the same
    return REASONS.get(name, f"系统错误 {name}")
