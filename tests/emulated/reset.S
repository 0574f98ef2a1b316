# What the emulated machine executes first, in place of firmware: the kernel, its parameters and its
# files lie in memory already (see `pack.rs`), so all that is left is to enter 32-bit mode and jump.
# Linked at the last 64 KiB below 4 GiB, where a processor starts.

        .code16
        .globl  start
start:
        cli
        lgdtl   %cs:gdt_pointer - start
        movl    %cr0, %eax
        orb     $1, %al
        movl    %eax, %cr0
        ljmpl   $0x10, $protected

        .code32
protected:
        movw    $0x18, %ax
        movw    %ax, %ds
        movw    %ax, %es
        movw    %ax, %fs
        movw    %ax, %gs
        movw    %ax, %ss
        inb     $0x92, %al
        orb     $2, %al
        outb    %al, $0x92
        xorl    %ebp, %ebp
        xorl    %edi, %edi
        xorl    %ebx, %ebx
        movl    $PARAMETERS, %esi
        movl    $KERNEL, %eax
        jmp     *%eax

        .balign 8
gdt:
        .quad   0, 0
        .quad   0x00cf9a000000ffff      # 0x10: code, the selectors the kernel expects
        .quad   0x00cf92000000ffff      # 0x18: data
gdt_pointer:
        .word   . - gdt - 1
        .long   gdt

        .org    0xfff0
        .code16
        jmp     start
        .org    0x10000
